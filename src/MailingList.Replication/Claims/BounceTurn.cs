using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;

namespace MailingList.Replication.Claims;

/// <summary>
/// The turn of the host that draws conclusions from what came back, for all: it knows what the others know when it begins, and they know what it
/// did before another has its turn. So nobody is probed twice, or told twice.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class BounceTurn(Cluster cluster)
{
    /// <summary>Does it, if no other host does just now.</summary>
    /// <param name="work">What is to be done with this host's records.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="ConsulException">Consul does not do its part.</exception>
    public async Task<bool> RunAsync(Action work, CancellationToken cancellation) =>
        await new ClusterTurn(cluster, Layout.BounceLock).RunAsync(
            async () =>
            {
                await Exchanges.OnceAsync(cluster, isPatient: false, cancellation).ConfigureAwait(false);
                work();
                await Exchanges.OnceAsync(cluster, isPatient: false, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation).ConfigureAwait(false) ?? false;
}
