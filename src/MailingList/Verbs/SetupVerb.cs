using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Milter.Sockets;
using MailingList.Mta.Wiring;

namespace MailingList.Verbs;

[Verb("setup", HelpText = "Print what the MTA has to be told, filled in for this host.")]
[Teach(
    """
    Examples:
      mailinglist setup postfix                   domains of their own for lists: main.cf and master.cf
      mailinglist setup postfix --shared          lists among the mailboxes of a domain
      mailinglist setup postfix --map > /etc/postfix/mailinglist.regexp.new && mv /etc/postfix/mailinglist.regexp.new /etc/postfix/mailinglist.regexp
      mailinglist setup postfix --milter          refuses while the sender is still on the line: Postfix asks the agent
      mailinglist setup postfix --socketmap       takes only what is a list's: Postfix looks it up at the agent
      mailinglist setup exim                      domains of their own for lists: Debian's split configuration
      mailinglist setup exim --agent              refuses while the sender is still on the line: Exim asks the agent

    Nothing is changed: copy what you want, or append it with
      mailinglist setup postfix --part main   >> /etc/postfix/main.cf
      mailinglist setup postfix --part master >> /etc/postfix/master.cf
      mailinglist setup exim --part router > /etc/exim4/conf.d/router/110_mailinglist
    """)]
internal sealed class SetupVerb : Verb
{
    private const string Postfix = "postfix";
    private const string Exim = "exim";

    [Value(0, MetaName = "MTA", Required = true, HelpText = "postfix or exim.")]
    public string Mta { get; set; } = string.Empty;

    [Option("shared", HelpText = "For lists among the mailboxes of a domain.")]
    public bool Shared { get; set; }

    [Option("map", HelpText = "The addresses of all lists, as a table; with --shared wiring.")]
    public bool Map { get; set; }

    [Option("milter", HelpText = "With the agent as a milter; [agent] in the configuration says where.")]
    public bool Milter { get; set; }

    [Option("socketmap", HelpText = "With the agent's lookups in the place of a table; [agent] in the configuration says where.")]
    public bool SocketMap { get; set; }

    [Option("agent", HelpText = "For Exim: it asks the agent who may post; [agent] in the configuration says where.")]
    public bool Agent { get; set; }

    [Option("no-agent", HelpText = "For Exim: it runs `mailinglist check` for each recipient.")]
    public bool NoAgent { get; set; }

    [Option("whole", HelpText = "For Exim with --agent: a whole configuration, in one file.")]
    public bool Whole { get; set; }

    [Option("part", MetaValue = "PART", HelpText = "Only what goes into one file: main or master; for Exim main, acl, router, transport or retry.")]
    public string? Part { get; set; }

    internal override int Run()
    {
        if (Mta is not (Postfix or Exim))
        {
            throw Failure.Usage($"there is no wiring for '{Mta}', only for {Postfix} and {Exim}");
        }

        RequireOptionsOfThisMta();
        if (Map)
        {
            using Session session = Session.Open(Config);
            EmailAddress[] lists = [.. session.Lists.All().Select(list => list.Address)];
            Console.Out.Write(Mta == Postfix ? PostfixWiring.Map(lists) : EximWiring.Map(lists));
            return ExitCodes.Done;
        }

        string path = Path.GetFullPath(HostConfiguration.PathFrom(Config));
        HostConfiguration configuration = HostConfiguration.Read(path);
        string executable = Environment.ProcessPath ?? "mailinglist";
        Write(Mta == Postfix ? ForPostfix(executable, configuration, path) : ForExim(executable, configuration, path));
        return ExitCodes.Done;
    }

    private (string Part, string Text)[] ForPostfix(string executable, HostConfiguration configuration, string path)
    {
        var wiring = new PostfixWiring(executable, path, configuration.User, configuration.Domains);
        string main = wiring.Main(
            Shared,
            Milter ? Socket("milter", configuration.Agent.Milter, path) : null,
            SocketMap ? Socket("lookup", configuration.Agent.Lookup, path) : null);
        return [("main", main), ("master", wiring.Master())];
    }

    private IReadOnlyList<(string Part, string Text)> ForExim(string executable, HostConfiguration configuration, string path)
    {
        var wiring = new EximWiring(executable, path, configuration.User, configuration.Domains)
        {
            IsShared = Shared,
            Lookup = Agent ? Socket("lookup", configuration.Agent.Lookup, path) : null,
            RunsCheck = NoAgent,
        };
        return Whole ? [("whole", wiring.Whole())] : wiring.Parts;
    }

    private static string Socket(string key, MilterAddress? address, string path) => address?.ToString()
        ?? throw Failure.Configuration($"there is no `{key}` in [agent] in {path}: it says at which socket the agent serves the MTA");

    private void RequireOptionsOfThisMta()
    {
        if (Mta == Exim && (Milter || SocketMap))
        {
            throw Failure.Usage("--milter and --socketmap are Postfix's; for Exim there are --agent and --no-agent");
        }

        if (Mta == Postfix && (Agent || NoAgent))
        {
            throw Failure.Usage("--agent and --no-agent are Exim's; for Postfix there are --milter and --socketmap");
        }

        if (Whole && !Agent)
        {
            throw Failure.Usage("--whole is for Exim with --agent; the parts go into any configuration");
        }

        if (Agent && NoAgent)
        {
            throw Failure.Usage("--agent or --no-agent, not both");
        }
    }

    private void Write(IReadOnlyList<(string Part, string Text)> parts) => Console.Out.Write(Part is null
        ? string.Join('\n', parts.Select(part => part.Text))
        : parts.FirstOrDefault(part => part.Part == Part).Text
            ?? throw Failure.Usage($"--part '{Part}' is none of {string.Join(", ", parts.Select(part => part.Part))}"));
}
