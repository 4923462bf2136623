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

    private readonly Follower _follower = new(cluster);

    internal async Task StepAsync(CancellationToken stop)
    {
        if (await _follower.FollowAsync(Wait, isPatient: true, stop).ConfigureAwait(false) == 0)
        {
            await Task.Delay(Breath, cluster.Time, stop).ConfigureAwait(false);
        }
    }
}
