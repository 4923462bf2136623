using MailingList.Replication.Claims;
using MailingList.Replication.Consul;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Takes old claims on posts out of Consul. One host at a time does it, for a lock that a session holds; without a quorum nobody does.
/// (Containers are tidied by whoever reads everything: <see cref="Untidy"/>.)
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class Tidying(Cluster cluster)
{
    /// <summary>How often a host looks whether there is something to do.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    // Longer than any MTA keeps trying to deliver (Postfix: maximal_queue_lifetime, 5 days).
    private static readonly TimeSpan ClaimsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan LockKept = TimeSpan.FromSeconds(60);
    // The claims lie in so many folders, and each turn sweeps the next.
    private const int Folders = 256;

    /// <summary>Does what there is to do, if no other host does it just now.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Membership.RequireAsync(cluster, cancellation).ConfigureAwait(false);
        string session = await cluster.Consul.CreateSessionAsync($"mailinglist tidying {cluster.Host}", LockKept, cancellation).ConfigureAwait(false);
        try
        {
            if (await cluster.Consul.AcquireAsync(Layout.TidyLock, System.Text.Encoding.UTF8.GetBytes(cluster.Host), session, cancellation).ConfigureAwait(false))
            {
                await SweepClaimsAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // Lets go of the lock; where this cannot be done, it ends by itself.
            await cluster.Consul.DestroySessionAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // Those in the folder whose turn it is.
    private async Task SweepClaimsAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = cluster.Time.GetUtcNow();
        long turn = now.Ticks / Every.Ticks % Folders;
        KeyValues claims = await cluster.Consul.ReadAllAsync($"{ClaimRecord.Prefix}{turn:x2}/", ReadMode.Default, null, cancellation).ConfigureAwait(false);
        long before = (now - ClaimsKept).ToUnixTimeMilliseconds();
        foreach (KeyValue entry in claims.Entries.Where(entry => ClaimRecord.Read(entry) is not { } claim || claim.Time < before))
        {
            await cluster.Consul.DeleteAsync(entry.Key, entry.ModifyIndex, cancellation).ConfigureAwait(false);
        }
    }
}
