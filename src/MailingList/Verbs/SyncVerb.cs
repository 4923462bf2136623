using CommandLine;

using MailingList.Core.Failures;
using MailingList.Replication.Claims;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Sharing;
using MailingList.Store;

namespace MailingList.Verbs;

[Verb("sync", HelpText = "Exchange with the other hosts once, in both directions, and say what was done.")]
[Teach(
    """
    Examples:
      mailinglist sync
      mailinglist sync --full          read everything: after a restore of the database, or in doubt

    The agent does this all the time; where none runs, call it from cron. Exit code 75 when Consul does not do its part.
    """)]
internal sealed class SyncVerb : Verb
{
    [Option("full", HelpText = "Read everything that Consul holds.")]
    public bool Full { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(Configuration.HostConfiguration.Read(Configuration.HostConfiguration.PathFrom(Config)));
        Peers peers = session.RequirePeers();
        try
        {
            ExchangeAsync(peers, new ClaimNotes(session.Database)).GetAwaiter().GetResult();
        }
        catch (ConsulException error)
        {
            throw Failure.Temporary($"{error.Message}; {peers.Cluster.Replica.CountUnpublished()} changes of this host are still to be told", error);
        }

        return ExitCodes.Done;
    }

    private async Task ExchangeAsync(Peers peers, ClaimNotes notes)
    {
        Cluster cluster = peers.Cluster;
        long theirs = 0;
        if (Full)
        {
            await Membership.RequireAsync(cluster, CancellationToken.None).ConfigureAwait(false);
            theirs = await new Follower(cluster).ReadEverythingAsync("asked for", CancellationToken.None).ConfigureAwait(false);
        }

        (long more, int written) = await Exchanges.OnceAsync(cluster, isPatient: true, CancellationToken.None).ConfigureAwait(false);
        int told = await new PostClaims(cluster, notes, TimeSpan.MaxValue).TellAsync(CancellationToken.None).ConfigureAwait(false);
        Console.Out.WriteLine($"{theirs + more} records came, {written} containers were written, {told} posts called done, {cluster.Replica.CountUnpublished()} changes left to tell");
        foreach ((string key, string trouble) in cluster.Replica.Troubles)
        {
            Console.Error.WriteLine($"{Output.Table.Plain(key)}: {Output.Table.Plain(trouble)}");
        }
    }
}
