using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Status;

namespace MailingList.Agent;

/// <summary>Says in Consul's catalog that this host's agent lives.</summary>
/// <param name="cluster">Where.</param>
internal sealed class Presence(Cluster cluster)
{
    // Three notes may be lost.
    private static readonly TimeSpan TimeToLive = 4 * StatusReader.NoteEvery;
    private static readonly TimeSpan Forget = TimeSpan.FromDays(7);

    private readonly ServiceRegistration _service = new($"{AgentNote.Service}-{cluster.Host}", AgentNote.Service, TimeToLive)
    {
        Meta = new Dictionary<string, string>
        {
            [AgentNote.HostKey] = cluster.Host,
            [AgentNote.VersionKey] = cluster.Version,
            [AgentNote.PrefixKey] = cluster.Consul.Options.Prefix,
        },
        DeregisterCriticalServiceAfter = Forget,
    };

    private bool _isRegistered;

    internal async Task StepAsync(CancellationToken stop)
    {
        if (!_isRegistered)
        {
            await cluster.Consul.RegisterServiceAsync(_service, stop).ConfigureAwait(false);
            _isRegistered = true;
        }

        try
        {
            await cluster.Consul.PassCheckAsync(_service.CheckId, Note().Write(), stop).ConfigureAwait(false);
        }
        catch (ConsulException error) when (error.Problem is ConsulProblem.Unexpected or ConsulProblem.NoLeader)
        {
            // A Consul that lost its data does not know the service any more, and says so in a way of each version's own.
            _isRegistered = false;
            throw;
        }

        await Task.Delay(StatusReader.NoteEvery, cluster.Time, stop).ConfigureAwait(false);
    }

    /// <summary>Takes the agent out of the catalog.</summary>
    internal Task LeaveAsync(CancellationToken cancellation) => cluster.Consul.DeregisterServiceAsync(_service.Id, cancellation);

    private AgentNote Note() =>
        new(cluster.Time.GetUtcNow().ToUnixTimeMilliseconds(), cluster.Replica.CountUnpublished(), cluster.Replica.Troubles.Count);
}
