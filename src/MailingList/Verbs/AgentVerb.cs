using CommandLine;

using MailingList.Agent;
using MailingList.Configuration;
using MailingList.Core.Failures;

namespace MailingList.Verbs;

[Verb("agent", HelpText = "Run in the foreground: exchange changes with the other hosts, and serve the MTA as milter and lookup.")]
[Teach(
    """
    Examples:
      mailinglist agent

    For systemd (Type=notify, WatchdogSec=) or another supervisor. Posts are delivered without it too; it makes changes arrive
    at once, and takes the exchange off the road of a post. SIGTERM stops it. What goes wrong is in the log and in
    `mailinglist status`, and is tried again for ever.
    """)]
internal sealed class AgentVerb : Verb
{
    internal override int Run()
    {
        HostConfiguration configuration = HostConfiguration.Read(HostConfiguration.PathFrom(Config));
        if (configuration.Consul is null && !configuration.Agent.ServesMta)
        {
            throw Failure.Configuration($"this host stands alone and needs no agent: there is no [consul] and no socket in [agent] in {configuration.Path}. `mailinglist join --help` tells how it finds others");
        }

        AgentProcess.RunAsync(configuration).GetAwaiter().GetResult();
        return ExitCodes.Done;
    }
}
