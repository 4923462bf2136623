using MailingList.Replication.Exchange;

namespace MailingList.Agent;

/// <summary>Hears what the other hosts change, as it happens.</summary>
/// <param name="cluster">Where.</param>
internal sealed class Following(Cluster cluster)
{
    // Consul answers earlier when there is something.
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);
    // Whatever makes Consul answer at once and say nothing must not keep a core busy.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    // A step that took over so many records leaves a heap behind that the next hours do not need.
    private const long Many = 1000;

    private readonly Follower _follower = new(cluster);

    internal async Task StepAsync(CancellationToken stop)
    {
        long theirs = await _follower.FollowAsync(Wait, isPatient: true, stop).ConfigureAwait(false);
        if (theirs >= Many)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        else if (theirs == 0)
        {
            await Task.Delay(Breath, cluster.Time, stop).ConfigureAwait(false);
        }
    }
}
