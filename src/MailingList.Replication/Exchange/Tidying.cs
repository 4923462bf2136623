using MailingList.Core.Records;
using MailingList.Replication.Claims;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Takes out of Consul what nobody needs any more: claims on posts that are old, deletions that are told no more, containers that were cut
/// into smaller ones. One host at a time does it, for a lock that a session holds; without a quorum nobody does.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class Tidying(Cluster cluster)
{
    /// <summary>How often a host looks whether there is something to do.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    // Longer than any MTA keeps trying to deliver (Postfix: maximal_queue_lifetime, 5 days).
    private static readonly TimeSpan ClaimsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan LockKept = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ContainersEvery = TimeSpan.FromDays(1);
    // The claims lie in so many folders, and each turn sweeps the next.
    private const int Folders = 256;
    private const int Portion = 64;

    private readonly ContainerStore _containers = new(cluster);
    private DateTimeOffset? _containersTidied;

    private IReplica Replica => cluster.Replica;

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
                await TidyContainersAsync(session, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // Lets go of the lock; where this cannot be done, it ends by itself.
            await cluster.Consul.DestroySessionAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Takes old claims out of the folder whose turn it is.</summary>
    internal async Task SweepClaimsAsync(CancellationToken cancellation)
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

    private async Task TidyContainersAsync(string session, CancellationToken cancellation)
    {
        DateTimeOffset now = cluster.Time.GetUtcNow();
        if (_containersTidied is { } last && (now - last).Duration() < ContainersEvery)
        {
            return;
        }

        await TidyContainersAsync(() => cluster.Consul.RenewSessionAsync(session, cancellation), cancellation).ConfigureAwait(false);
        _containersTidied = now;
    }

    /// <summary>Rewrites containers with deletions that are told no more, and empties those that were cut into smaller ones.</summary>
    /// <param name="goOn">Says whether the lock is still ours.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task TidyContainersAsync(Func<Task<bool>> goOn, CancellationToken cancellation)
    {
        IReadOnlyList<string> keys = await cluster.Consul.ListKeysAsync(ContainerName.Lists, ReadMode.Default, cancellation).ConfigureAwait(false);
        var coarse = new List<StoredContainer>();
        foreach (string[] portion in keys.Where(key => ContainerName.TryParse(key, out _)).Chunk(Portion))
        {
            if (!await goOn().ConfigureAwait(false))
            {
                return;
            }

            foreach (StoredContainer container in await _containers.ReadAsync(portion, ReadMode.Default, cancellation).ConfigureAwait(false))
            {
                if (container is not { Index: > 0, MayWrite: true, Trouble: null, Content.Refused.Count: 0, Range: { } range })
                {
                    continue;
                }

                if (range.Digits.Length < Replica.Digits(range.List, range.Group))
                {
                    coarse.Add(container);
                }
                else
                {
                    await RewriteAsync(container, cancellation).ConfigureAwait(false);
                }
            }
        }

        await EmptyAsync(coarse, cancellation).ConfigureAwait(false);
    }

    private async Task RewriteAsync(StoredContainer container, CancellationToken cancellation)
    {
        DateTimeOffset now = cluster.Time.GetUtcNow();
        List<Record> kept = Replica.Write(() => container.Content.Records.Where(record => !record.IsForgotten(now) && Replica.Merge(record) != Merged.Dead).ToList());
        if (kept.Count == 0 && container.Content.Extra is null)
        {
            await cluster.Consul.DeleteAsync(container.Key, container.Index, cancellation).ConfigureAwait(false);
        }
        else if (kept.Count < container.Content.Records.Count)
        {
            (byte[] value, ulong flags) = ContainerWriter.Write(container.Content with { Records = kept });
            await cluster.Consul.WriteAsync(container.Key, value, flags, container.Index, cancellation).ConfigureAwait(false);
        }
    }

    // First everything of it lies in the smaller ones, then it goes; unless somebody wrote it meanwhile.
    private async Task EmptyAsync(List<StoredContainer> coarse, CancellationToken cancellation)
    {
        foreach (StoredContainer container in coarse)
        {
            Replica.Write(() =>
            {
                foreach (Record record in container.Content.Records)
                {
                    Replica.Merge(record);
                }

                Replica.MarkUnpublished(container.Range!);
                return true;
            });
            await new Publisher(cluster).PublishAsync(cancellation).ConfigureAwait(false);
            await cluster.Consul.DeleteAsync(container.Key, container.Index, cancellation).ConfigureAwait(false);
        }
    }
}
