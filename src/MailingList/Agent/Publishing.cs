using MailingList.Replication.Claims;
using MailingList.Replication.Exchange;
using MailingList.Store;

namespace MailingList.Agent;

/// <summary>
/// Tells the other hosts what verbs and pipe processes of this one could not tell themselves. They try first: what they leave is taken up
/// at the second look.
/// </summary>
/// <param name="cluster">Where.</param>
/// <param name="database">The database, on a connection of its own.</param>
/// <param name="alive">Is called as often as this loop comes round: it is the one that never waits for long.</param>
internal sealed class Publishing(Cluster cluster, Database database, Action alive)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Publisher _publisher = new(cluster);
    private readonly PostClaims _claims = new(cluster, new ClaimNotes(database), TimeSpan.Zero);
    private readonly ClaimNotes _notes = new(database);
    private long _version = -1;
    private bool _waited;

    private bool HasSomething => cluster.Replica.CountUnpublished() > 0 || _notes.Untold().Count > 0;

    internal async Task StepAsync(CancellationToken stop)
    {
        alive();
        await Task.Delay(Look, cluster.Time, stop).ConfigureAwait(false);
        long version = database.DataVersion();
        if (version == _version && !_waited)
        {
            return;
        }

        _version = version;
        if (!HasSomething)
        {
            _waited = false;
            return;
        }

        if (!_waited)
        {
            _waited = true;
            return;
        }

        await Membership.RequireAsync(cluster, stop).ConfigureAwait(false);
        await _publisher.PublishAsync(stop, alive).ConfigureAwait(false);
        await _claims.TellAsync(stop).ConfigureAwait(false);
        _waited = HasSomething;
    }
}
