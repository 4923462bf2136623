using System.Runtime.InteropServices;

using MailingList.Configuration;
using MailingList.Core.Expansion;
using MailingList.Hosting;
using MailingList.Logging;
using MailingList.Replication.Consul;
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

        using var sharing = configuration.Consul is null ? null : new SharingLoops(configuration, systemd.Alive);
        using Session forLetters = Session.Open(configuration);
        var letters = new AgentLetters(Desk(forLetters, stop.Token), forLetters.Authentication, log);
        await using (await MtaServers.StartAsync(configuration, letters, log).ConfigureAwait(false))
        {
            log.Information("agent {Version:l} of {Host:l} runs, Consul at {Consul:l}", HelpVerb.Number, configuration.Host, configuration.Consul?.Options.ToString() ?? "no address");
            systemd.Ready();
            Task[] loops = [.. (sharing?.All ?? [("saying that it lives", new Heartbeat(systemd.Alive).StepAsync)]).Append(("sending letters", letters.StepAsync)).Append(("counting bounces", CountBouncesAsync)).Select(Loop)];
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
        }

        // The last messages may have been refused after the loops ended.
        using (var timeIsUp = new CancellationTokenSource(LongestGoodbye))
        {
            letters.WriteRest(Desk(forLetters, timeIsUp.Token));
        }

        if (sharing is not null)
        {
            await SayGoodbyeAsync(sharing.Presence, log).ConfigureAwait(false);
        }

        log.Information("agent of {Host:l} stopped", configuration.Host);

        Task Loop((string What, Func<CancellationToken, Task> Step) loop) =>
            Task.Run(() => new Persistence(loop.What, log, TimeProvider.System).RunAsync(loop.Step, stop.Token));

        Task CountBouncesAsync(CancellationToken cancellation) => BounceDuty.StepAsync(
            () => Session.Open(configuration),
            session => new BounceDuty(Desk(session, stop.Token), session.Peers?.Cluster, done => log.Information("bounces: {Done:l}", done)),
            cancellation);

        LetterDesk Desk(Session session, CancellationToken end) => new(session, () => OpenSubmitter(configuration, log, end));
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
