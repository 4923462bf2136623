using System.Runtime.InteropServices;

using MailingList.Configuration;
using MailingList.Core.Expansion;
using MailingList.Hosting;
using MailingList.Logging;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Sharing;
using MailingList.Verbs;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>The agent: some loops side by side, each with a connection of its own to the database and to Consul, until it is told to stop.</summary>
internal static class AgentProcess
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    internal static async Task RunAsync(HostConfiguration configuration)
    {
        Account.Become(configuration.User);
        using var theLock = AgentLock.Take(configuration.AgentLock);
        using Logger log = Log.Open(configuration);
        using var systemd = new SystemdNotify(Environment.GetEnvironmentVariable, TimeProvider.System, log);
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration onTerm = StopOn(PosixSignal.SIGTERM, stop);
        using PosixSignalRegistration onInterrupt = StopOn(PosixSignal.SIGINT, stop);

        using Session forFollowing = Session.Open(configuration);
        // Once is enough: a host that leaves must stop its agent first.
        Membership.RequireJoined(forFollowing.RequirePeers().Cluster);
        using Session forPublishing = Session.Open(configuration);
        using Session forPresence = Session.Open(configuration);
        using Session forHousekeeping = Session.Open(configuration);
        using Session forLetters = Session.Open(configuration);
        var following = new Following(forFollowing.RequirePeers().Cluster);
        var publishing = new Publishing(forPublishing.RequirePeers().Cluster, forPublishing.Database, systemd.Alive);
        var presence = new Presence(forPresence.RequirePeers().Cluster);
        var housekeeping = new Housekeeping(forHousekeeping.RequirePeers().Cluster);
        var letters = new LeftLetters(new LetterDesk(forLetters, () => OpenSubmitter(configuration, log, stop.Token)).Outbox(), log);

        log.Information("agent {Version:l} of {Host:l} runs, Consul at {Consul:l}", HelpVerb.Number, configuration.Host, configuration.Consul!.Options.ToString());
        systemd.Ready();
        Task[] loops =
        [
            Loop("following", following.StepAsync),
            Loop("publishing", publishing.StepAsync),
            Loop("saying that it lives", presence.StepAsync),
            Loop("housekeeping", housekeeping.StepAsync),
            Loop("sending what was left behind", letters.StepAsync),
        ];
        try
        {
            // Only a bug ends one before it is told to: then all end, loudly, and systemd starts the agent again.
            await (await Task.WhenAny(loops).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        systemd.Stopping();
        await Task.WhenAll(loops).ConfigureAwait(false);
        await SayGoodbyeAsync(presence, log).ConfigureAwait(false);
        log.Information("agent of {Host:l} stopped", configuration.Host);

        Task Loop(string what, Func<CancellationToken, Task> step) =>
            Task.Run(() => new Persistence(what, log, TimeProvider.System).RunAsync(step, stop.Token));
    }

    private static ISubmitter OpenSubmitter(HostConfiguration configuration, Logger log, CancellationToken stop) => configuration.Reinject.Open(
        configuration.Data, refused => log.Warning("recipient refused by the MTA for good: {Recipient:l}", refused), stop);

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });

    private static async Task SayGoodbyeAsync(Presence presence, Logger log)
    {
        using var timeIsUp = new CancellationTokenSource(LongestGoodbye);
        try
        {
            await presence.LeaveAsync(timeIsUp.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ConsulException or OperationCanceledException)
        {
            log.Information("Consul could not be told: {Reason:l}", error.Message);
        }
    }
}
