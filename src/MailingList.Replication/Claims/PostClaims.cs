using System.Diagnostics;

using MailingList.Core.Arrival;
using MailingList.Core.Claims;
using MailingList.Core.Failures;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Exchange;

namespace MailingList.Replication.Claims;

/// <summary>Claims on posts in Consul, within a budget of time for each post: what cannot be agreed on by then is not waited for.</summary>
/// <param name="cluster">Where.</param>
/// <param name="notes">What this host remembers of claims.</param>
/// <param name="budget">How long a post may wait for all that is asked of Consul about it.</param>
public sealed class PostClaims(Cluster cluster, IClaimNotes notes, TimeSpan budget) : IPostClaims
{
    /// <summary>A host that has taken a post and not called it done for so long is taken to be dead.</summary>
    public static readonly TimeSpan TakeOverAfter = TimeSpan.FromMinutes(10);

    private TimeSpan _spent;

    /// <inheritdoc/>
    public Claim Take(Post post) => InBudget(token => TakeAsync(post.Identity, token)) ?? new Claim.Ours();

    /// <inheritdoc/>
    public void Done(Post post)
    {
        // Noted first: whoever comes next tells what this process could not.
        notes.Distributed(post.Identity);
        InBudget<object>(async token =>
        {
            await TellAsync(post.Identity, token).ConfigureAwait(false);
            return null;
        });
    }

    /// <summary>Tells the others of posts that are done and of which they could not be told at once.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ConsulException">Consul does not do its part.</exception>
    public async Task<int> TellAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> untold = notes.Untold();
        foreach (string identity in untold)
        {
            await TellAsync(identity, cancellation).ConfigureAwait(false);
        }

        return untold.Count;
    }

    private async Task TellAsync(string identity, CancellationToken cancellation)
    {
        // Whoever has it meanwhile: it is done, and nobody has to wait for them.
        await cluster.Consul.WriteAsync(ClaimRecord.KeyOf(identity), Ours(isDone: true), Packing.Plain, checkIndex: null, cancellation).ConfigureAwait(false);
        notes.Told(identity);
    }

    private async Task<Claim?> TakeAsync(string identity, CancellationToken cancellation)
    {
        // What lies under another cluster's prefix says nothing about this post.
        await Membership.RequireAsync(cluster, cancellation).ConfigureAwait(false);
        string key = ClaimRecord.KeyOf(identity);
        if (await cluster.Consul.WriteAsync(key, Ours(isDone: false), Packing.Plain, checkIndex: 0, cancellation).ConfigureAwait(false)
            || await cluster.Consul.ReadAsync(key, ReadMode.Consistent, cancellation).ConfigureAwait(false) is not { } entry)
        {
            return new Claim.Ours();
        }

        ClaimRecord? theirs = ClaimRecord.Read(entry);
        if (theirs is { IsDone: true })
        {
            return new Claim.Done(theirs.Host);
        }

        if (theirs?.Host == cluster.Host)
        {
            return new Claim.Ours();
        }

        if (theirs is not null && cluster.Time.GetUtcNow() - notes.FirstSeen(identity, theirs.Host) < TakeOverAfter)
        {
            return new Claim.Taken(theirs.Host);
        }

        if (await cluster.Consul.WriteAsync(key, Ours(isDone: false), Packing.Plain, entry.ModifyIndex, cancellation).ConfigureAwait(false))
        {
            cluster.Log.Warning(theirs is null
                ? $"Consul: {key}: it was no claim; it is replaced"
                : $"took over post {identity[..12]} from {theirs.Host}, which did not call it done in {TakeOverAfter.TotalMinutes} minutes");
            return new Claim.Ours();
        }

        // A third host was faster; at the next try it is seen what became of it.
        return new Claim.Taken(theirs?.Host ?? "another host");
    }

    private byte[] Ours(bool isDone) => new ClaimRecord(cluster.Host, isDone, cluster.Time.GetUtcNow().ToUnixTimeMilliseconds()).Write();

    private T? InBudget<T>(Func<CancellationToken, Task<T?>> ask)
        where T : class
    {
        if (_spent >= budget)
        {
            return null;
        }

        long started = Stopwatch.GetTimestamp();
        using var timeIsUp = new CancellationTokenSource(budget - _spent);
        try
        {
            return ask(timeIsUp.Token).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is ConsulException or Failure { Kind: FailureKind.Configuration })
        {
            cluster.Log.Warning($"posts are not claimed: {error.Message}");
            _spent = budget;
        }
        catch (OperationCanceledException)
        {
            cluster.Log.Warning($"posts are not claimed: Consul at {cluster.Consul.Options.Address} did not answer within {budget.TotalMilliseconds} ms");
        }
        finally
        {
            _spent += Stopwatch.GetElapsedTime(started);
        }

        return null;
    }
}
