using MailingList.Hosting;
using MailingList.Replication.Claims;
using MailingList.Replication.Exchange;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>Draws conclusions from what came back, every hour: on one host of the cluster, or on one that stands alone.</summary>
/// <param name="desk">Does it, and sends the letters.</param>
/// <param name="cluster">The other hosts; null: there are none.</param>
/// <param name="log">The log.</param>
internal sealed class BounceDuty(LetterDesk desk, Cluster? cluster, Logger log)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    internal async Task StepAsync(CancellationToken stop)
    {
        // The first turn not at once: hosts start together.
        await Task.Delay(Every * (0.5 + (Random.Shared.NextDouble() / 2)), TimeProvider.System, stop).ConfigureAwait(false);
        if (cluster is null)
        {
            Sweep();
        }
        else
        {
            await new BounceTurn(cluster).RunAsync(Sweep, stop).ConfigureAwait(false);
        }
    }

    private void Sweep()
    {
        foreach (string done in desk.SweepBounces())
        {
            log.Information("bounces: {Done:l}", done);
        }
    }
}
