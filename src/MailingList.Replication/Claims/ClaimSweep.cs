using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;

namespace MailingList.Replication.Claims;

/// <summary>
/// Takes old claims on posts out of Consul, a 256th of them at a time. One host at a time does it, for a lock that a session holds; without
/// a quorum nobody does.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class ClaimSweep(Cluster cluster)
{
    /// <summary>How often there is something to do.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    // Longer than any MTA keeps trying to deliver (Postfix: maximal_queue_lifetime, 5 days).
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    // Each turn sweeps the next folder.
    private const int Folders = 256;

    /// <summary>Sweeps the folder whose turn it is, if no other host does it just now.</summary>
    /// <returns>How many claims were taken out.</returns>
    /// <exception cref="ConsulException">Consul does not do its part.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation) =>
        await new ClusterTurn(cluster, Layout.SweepLock).RunAsync(() => SweepAsync(cancellation), cancellation).ConfigureAwait(false) ?? 0;

    private async Task<int> SweepAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = cluster.Time.GetUtcNow();
        long turn = now.Ticks / Every.Ticks % Folders;
        long before = (now - Kept).ToUnixTimeMilliseconds();
        int swept = 0;
        KeyValues claims = await cluster.Consul.ReadAllAsync($"{ClaimRecord.Prefix}{turn:x2}/", ReadMode.Default, null, cancellation).ConfigureAwait(false);
        foreach (KeyValue entry in claims.Entries.Where(entry => ClaimRecord.Read(entry) is not { } claim || claim.Time < before))
        {
            swept += await cluster.Consul.DeleteAsync(entry.Key, entry.ModifyIndex, cancellation).ConfigureAwait(false) ? 1 : 0;
        }

        return swept;
    }
}
