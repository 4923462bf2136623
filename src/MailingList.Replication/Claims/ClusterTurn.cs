using System.Text;

using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;

namespace MailingList.Replication.Claims;

/// <summary>Something that one host at a time does for all, for a lock that a session holds. Without a quorum nobody does.</summary>
/// <param name="cluster">Where.</param>
/// <param name="key">The lock.</param>
internal sealed class ClusterTurn(Cluster cluster, string key)
{
    // Should this host die over it.
    private static readonly TimeSpan LockKept = TimeSpan.FromSeconds(60);

    /// <summary>Does it, if no other host does just now.</summary>
    /// <returns>What it returns; null: another host does it.</returns>
    /// <exception cref="ConsulException">Consul does not do its part.</exception>
    internal async Task<T?> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
        where T : struct
    {
        await Membership.RequireAsync(cluster, cancellation).ConfigureAwait(false);
        string session = await cluster.Consul.CreateSessionAsync($"mailinglist {key} {cluster.Host}", LockKept, cancellation).ConfigureAwait(false);
        try
        {
            return await cluster.Consul.AcquireAsync(key, Encoding.UTF8.GetBytes(cluster.Host), session, cancellation).ConfigureAwait(false)
                ? await work().ConfigureAwait(false)
                : null;
        }
        finally
        {
            // Lets go of the lock; where this cannot be done, it ends by itself.
            await cluster.Consul.DestroySessionAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
