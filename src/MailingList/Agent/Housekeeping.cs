using MailingList.Replication.Claims;
using MailingList.Replication.Exchange;

namespace MailingList.Agent;

/// <summary>Sweeps what nobody needs any more out of Consul: on one host at a time, a little every few minutes.</summary>
/// <param name="cluster">Where.</param>
internal sealed class Housekeeping(Cluster cluster)
{
    private readonly ClaimSweep _sweep = new(cluster);

    internal async Task StepAsync(CancellationToken stop)
    {
        // The first turn not at once: hosts start together.
        await Task.Delay(ClaimSweep.Every * (0.5 + Random.Shared.NextDouble()), cluster.Time, stop).ConfigureAwait(false);
        await _sweep.RunAsync(stop).ConfigureAwait(false);
    }
}
