using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Hears what the others changed: looks at their feeds, a few KiB however large the lists are, and reads the containers that are named
/// there; or everything, where the feeds do not reach back far enough, or something was lost.
/// </summary>
/// <param name="cluster">Where.</param>
public sealed class Follower(Cluster cluster)
{
    private static readonly TimeSpan FullReadEvery = TimeSpan.FromDays(1);

    // That all is as it was is written down no more often, but as often as a process asks when the last look was.
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(5);

    // What came from a server without a leader is read again, even where there is no news.
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(5);

    // A leader that is there answers in a few round trips between the sites; where there is none, Consul keeps who asks waiting.
    private static readonly TimeSpan LongestAsk = TimeSpan.FromMilliseconds(500);

    private readonly ContainerStore _containers = new(cluster);
    private readonly FeedWatch _watch = new(cluster.Consul);
    private ulong _index;
    private bool _inDoubt;

    private IReplica Replica => cluster.Replica;

    private DateTimeOffset Now => cluster.Time.GetUtcNow();

    /// <summary>Waits for something new in the feeds, and takes it over; to be called again and again.</summary>
    /// <param name="wait">How long Consul may wait for something new; zero: not at all.</param>
    /// <param name="isPatient">Whether there is time for the full read of every day; one that cannot be put off is made in any case.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many records were taken over.</returns>
    /// <exception cref="ConsulException">Consul does not do its part; the next call goes on from there.</exception>
    public async Task<long> FollowAsync(TimeSpan wait, bool isPatient, CancellationToken cancellation)
    {
        // Who gets no answer asks anew without waiting: a Consul that lost its data counts from the beginning again, and would let a query
        // that waits for more than the last count wait to its end.
        (ulong index, _index) = (_index, 0);
        wait = _inDoubt && wait > LongestDoubt ? LongestDoubt : wait;
        KeyValues entries = await _watch.NextAsync(wait > TimeSpan.Zero ? index : 0, wait, cancellation).ConfigureAwait(false);
        long theirs = await TakeOverAsync(entries, isPatient, cancellation).ConfigureAwait(false);
        // Not before: what could not be read is no old news.
        _index = BlockingIndex.Next(index, entries.Index);
        return theirs;
    }

    /// <summary>Looks at the feeds as the leader has them, and takes over what is new: whatever another host has been told is done, is in them.</summary>
    /// <param name="isPatient">Whether there is time for the full read of every day; one that cannot be put off is made in any case.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many records were taken over.</returns>
    /// <exception cref="ConsulException">Consul does not do its part.</exception>
    public async Task<long> LookAsync(bool isPatient, CancellationToken cancellation) =>
        await TakeOverAsync(await AskAsync(cancellation).ConfigureAwait(false), isPatient, cancellation).ConfigureAwait(false);

    private async Task<KeyValues> AskAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestAsk);
        try
        {
            return await cluster.Consul.ReadAllAsync(Feed.Prefix, ReadMode.Consistent, null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (
            error is ConsulException { Problem: ConsulProblem.NoLeader or ConsulProblem.TimedOut } || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Without a leader nothing new comes about; what there was before the server of this host may know.
            return await cluster.Consul.ReadAllAsync(Feed.Prefix, ReadMode.Stale, null, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<long> TakeOverAsync(KeyValues entries, bool isPatient, CancellationToken cancellation)
    {
        await Membership.RequireAsync(cluster, cancellation).ConfigureAwait(false);
        Feeds feeds = Feeds.Read(cluster, entries);
        ReplicaState state = Replica.State;
        string? why = state.FullRead is null ? "it is the first time" : WhyNow(state) ?? (isPatient ? WhyToday(state) : null);
        if (why is null && feeds.Gap(state) is not null)
        {
            // The server that was asked may be behind its leader, who is asked again before so much is done.
            (feeds, why) = await AskLeaderAsync(feeds, state, cancellation).ConfigureAwait(false);
        }

        return why is null
            ? await ReadNewsAsync(feeds, cancellation).ConfigureAwait(false)
            : await ReadEverythingAsync(why, isPatient, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads everything, and writes nothing; whose it is has been looked at before.</summary>
    /// <param name="why">For the log.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<long> ReadEverythingAsync(string why, CancellationToken cancellation) => ReadEverythingAsync(why, tidies: false, cancellation);

    /// <summary>Reads which lists there are, with their settings and without their subscribers, as this host's own server knows them.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task ReadListsAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> keys = await cluster.Consul.ListKeysAsync(ContainerName.Lists, ReadMode.Stale, cancellation).ConfigureAwait(false);
        IEnumerable<string> settings = keys.Where(key => ContainerName.TryParse(key, out RecordRange? range) && range.Group == RecordGroup.Settings);
        IReadOnlyList<StoredContainer> containers = await _containers.ReadAsync([.. settings], ReadMode.Stale, cancellation).ConfigureAwait(false);
        Replica.Write(() => containers.Sum(TakeOver));
    }

    /// <summary>Why a host must read everything before it does anything else; or null.</summary>
    internal static string? WhyNow(Cluster cluster, ReplicaState state) =>
        WasAway(state, cluster.Time.GetUtcNow()) ? "this host was away for longer than deletions are kept" : null;

    /// <summary>Whether deletions may have been forgotten that this host has not heard of.</summary>
    internal static bool WasAway(ReplicaState state, DateTimeOffset now) => state.Exchange is { } last && now - last > Record.DeletionsKept;

    private string? WhyNow(ReplicaState state) => WhyNow(cluster, state);

    // A clock that was set back makes the last time lie ahead.
    private string? WhyToday(ReplicaState state) => (Now - state.FullRead!.Value).Duration() >= FullReadEvery ? "a day has passed" : null;

    private async Task<long> ReadEverythingAsync(string why, bool tidies, CancellationToken cancellation)
    {
        (long theirs, IReadOnlyList<string> untidy) = await new FullReader(cluster).ReadAsync(why, cancellation).ConfigureAwait(false);
        if (tidies)
        {
            await new Publisher(cluster).TidyAsync(untidy, cancellation).ConfigureAwait(false);
        }

        return theirs;
    }

    private async Task<(Feeds Feeds, string? Why)> AskLeaderAsync(Feeds stale, ReplicaState state, CancellationToken cancellation)
    {
        try
        {
            Feeds feeds = await Feeds.ReadAsync(cluster, ReadMode.Consistent, cancellation).ConfigureAwait(false);
            return (feeds, feeds.Gap(state));
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.NoLeader or ConsulProblem.TimedOut)
        {
            return (stale, null); // what the feeds do tell is better than nothing
        }
    }

    private async Task<long> ReadNewsAsync(Feeds feeds, CancellationToken cancellation)
    {
        ReplicaState state = Replica.State;
        IReadOnlyList<string> keys = feeds.News(state);
        if (keys.Count == 0 && state.Exchange is { } last && (Now - last).Duration() < NoteEvery)
        {
            return 0;
        }

        (IReadOnlyList<StoredContainer> containers, bool isSure) = await ReadAsync(keys, cancellation).ConfigureAwait(false);
        _inDoubt = !isSure;
        return Replica.Write(() =>
        {
            long theirs = containers.Sum(TakeOver);
            if (isSure)
            {
                Replica.Remember(feeds.After(Replica.State) with { Exchange = Now });
            }

            return theirs;
        });
    }

    private async Task<(IReadOnlyList<StoredContainer> Containers, bool IsSure)> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            // A leader that has only just been elected may know less than the server that showed the feeds: what it has not got yet would be
            // taken for read, and missing here for good.
            return (await _containers.ReadAsync(keys, ReadMode.Consistent, cancellation).ConfigureAwait(false), true);
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.NoLeader or ConsulProblem.TimedOut)
        {
            return (await _containers.ReadAsync(keys, ReadMode.Stale, cancellation).ConfigureAwait(false), false);
        }
    }

    private long TakeOver(StoredContainer container)
    {
        _containers.Note(container);
        return container.Content.Records.Count(record => Replica.Merge(record) == Merged.Theirs);
    }
}
