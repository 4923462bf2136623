using MailingList.Configuration;
using MailingList.Core.Claims;
using MailingList.Core.Failures;
using MailingList.Replication.Claims;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Store;
using MailingList.Verbs;

using Serilog.Core;

namespace MailingList.Sharing;

/// <summary>The other hosts, as a verb or a pipe process meets them: within a budget of time, and without failing where they cannot be met.</summary>
internal sealed class Peers : IDisposable
{
    /// <summary>How old the last look may be before a pipe process looks again.</summary>
    internal static readonly TimeSpan FreshForPipe = TimeSpan.FromSeconds(5);

    // The agent's question to Consul waits for five minutes where there is no news, and then this host has been in touch all the time.
    private static readonly TimeSpan InTouch = TimeSpan.FromMinutes(6);

    private readonly HostConfiguration _configuration;
    private readonly ConsulConfiguration _consul;
    private readonly Database _database;
    private string? _cannotBeMet;
    private bool _areStrangers;

    internal Peers(HostConfiguration configuration, ConsulConfiguration consul, Database database, Logger log)
    {
        _configuration = configuration;
        _consul = consul;
        _database = database;
        Cluster = new Cluster(new Replica(database), new ConsulClient(consul.Options), configuration.Host, HelpVerb.Number, database.Time, new ExchangeLog(log));
    }

    /// <summary>Whether the last look at what the others changed is so long ago that there may be lists which this host does not know.</summary>
    internal bool IsOutOfTouch => !HasHeard(InTouch);

    /// <summary>What exchanges work with.</summary>
    internal Cluster Cluster { get; }

    /// <summary>Whether the agent of this host does what there is to do.</summary>
    internal bool HasAgent => AgentLock.IsHeld(_configuration.AgentLock);

    /// <summary>Looks what the others changed, where no agent does it and the last look is old.</summary>
    /// <param name="budget">How long it may take.</param>
    /// <param name="fresh">How old the last look may be.</param>
    /// <returns>Why that could not be done; null where it was, or need not be.</returns>
    internal string? CatchUp(TimeSpan budget, TimeSpan fresh)
    {
        return HasHeard(fresh) || HasAgent ? null : Look(budget);
    }

    /// <summary>Whether this host has heard of the others not long ago, through whatever process.</summary>
    /// <param name="fresh">How long ago that may be.</param>
    internal bool HasHeard(TimeSpan fresh) =>
        Cluster.Replica.State.Exchange is { } last && (_database.Time.GetUtcNow() - last).Duration() < fresh;

    /// <summary>Looks what the others changed, whoever else does, and tells them what changed here.</summary>
    /// <param name="budget">How long it may take.</param>
    /// <returns>Why that could not be done; null where it was.</returns>
    internal string? Look(TimeSpan budget) => Within(budget, (token, _) => Exchanges.OnceAsync(Cluster, isPatient: false, token));

    /// <summary>Tells the others what changed here. Who could not be met a moment ago is not waited for again.</summary>
    /// <returns>Why that could not be done; null where it was.</returns>
    internal string? Publish() => Publish(_consul.VerbBudget);

    /// <summary>The same from a pipe process: where an agent runs, it does it within seconds.</summary>
    internal string? PublishFromPipe() => HasAgent ? null : Publish(_consul.PipeBudget);

    private string? Publish(TimeSpan budget) => _cannotBeMet ?? Within(budget, async (token, progress) =>
    {
        await Membership.RequireAsync(Cluster, token).ConfigureAwait(false);
        await new Publisher(Cluster).PublishAsync(token, progress).ConfigureAwait(false);
    });

    /// <summary>Who distributes a post that reached several hosts. What lies in Consul is not ours while it is another cluster's.</summary>
    internal IPostClaims Claims() => _areStrangers || Cluster.Replica.State.Cluster is null
        ? new NoClaims()
        : new PostClaims(Cluster, new ClaimNotes(_database), _consul.ClaimBudget);

    /// <inheritdoc/>
    public void Dispose() => Cluster.Consul.Dispose();

    /// <summary>Asks something of Consul.</summary>
    /// <returns>Why that could not be done; null where it was.</returns>
    internal string? Within(TimeSpan budget, Func<CancellationToken, Task> ask) => Within(budget, (token, _) => ask(token));

    // The budget begins anew with every step that is done: what goes on, goes on.
    private string? Within(TimeSpan budget, Func<CancellationToken, Action, Task> exchange)
    {
        using var timeIsUp = new CancellationTokenSource(budget);
        try
        {
            exchange(timeIsUp.Token, () => timeIsUp.CancelAfter(budget)).GetAwaiter().GetResult();
            return null;
        }
        catch (ConsulException error)
        {
            _cannotBeMet = error.Message;
        }
        catch (Failure failure) when (failure.Kind == FailureKind.Configuration)
        {
            (_cannotBeMet, _areStrangers) = (failure.Message, true);
        }
        catch (OperationCanceledException) when (timeIsUp.IsCancellationRequested)
        {
            _cannotBeMet = $"Consul at {_consul.Options.Address.OriginalString.TrimEnd('/')} did not answer within {budget.TotalMilliseconds} ms";
        }

        return _cannotBeMet;
    }
}
