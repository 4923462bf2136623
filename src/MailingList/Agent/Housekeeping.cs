using MailingList.Replication.Exchange;

namespace MailingList.Agent;

/// <summary>Sweeps what nobody needs any more out of Consul: on one host at a time, a little every few minutes.</summary>
/// <param name="cluster">Where.</param>
internal sealed class Housekeeping(Cluster cluster)
{
    private readonly Tidying _tidying = new(cluster);

    internal async Task StepAsync(CancellationToken stop)
    {
        // The first turn not at once: hosts start together.
        await Task.Delay(Tidying.Every * (0.5 + Random.Shared.NextDouble()), cluster.Time, stop).ConfigureAwait(false);
        await _tidying.RunAsync(stop).ConfigureAwait(false);
    }
}
