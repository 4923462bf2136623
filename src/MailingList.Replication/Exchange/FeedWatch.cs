using MailingList.Replication.Consul;

namespace MailingList.Replication.Exchange;

/// <summary>
/// Waits for something new in the feeds at two places at once: at the leader, who has it first (the other servers hear what is committed with
/// the leader's next message, 50 to 100 ms later: measured), and at this host's own server, which answers when the leader is out of reach.
/// </summary>
/// <param name="consul">Consul.</param>
internal sealed class FeedWatch(ConsulClient consul)
{
    /// <summary>The feeds, as soon as one of the two has more than <paramref name="index"/>, or when the time is over.</summary>
    /// <param name="index">What was seen last; 0: nothing, and the answer comes at once.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ConsulException">This host's own server does not do its part.</exception>
    internal async Task<KeyValues> NextAsync(ulong index, TimeSpan wait, CancellationToken cancellation)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<KeyValues> own = ReadAsync(ReadMode.Stale, index, wait, decided.Token);
        Task<KeyValues> leader = ReadAsync(ReadMode.Default, index, wait, decided.Token);
        Task<KeyValues> first = await Task.WhenAny(own, leader).ConfigureAwait(false);
        // Without a leader the own server is waited for alone.
        Task<KeyValues> answer = first.IsCompletedSuccessfully ? first : own;
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            await decided.CancelAsync().ConfigureAwait(false);
            // What the other says is not wanted any more, be it an error.
            await ((Task)Task.WhenAll(own, leader)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<KeyValues> ReadAsync(ReadMode mode, ulong index, TimeSpan wait, CancellationToken cancellation) =>
        consul.ReadAllAsync(Feed.Prefix, mode, new BlockingQuery(index, wait), cancellation);
}
