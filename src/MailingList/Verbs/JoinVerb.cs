using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Core.Records;
using MailingList.Output;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Sharing;

namespace MailingList.Verbs;

[Verb("join", HelpText = "Make this host a member of a cluster; where Consul holds none yet, found one.")]
[Teach(
    """
    Examples:
      mailinglist join                                        with [consul] in the configuration
      mailinglist join --address http://127.0.0.1:8500        writes [consul] into the configuration
      mailinglist join --dry-run                              only shows what would happen

    What this host knows and what the cluster knows is merged; nothing is lost on either side. Of a setting that both have
    set, the later one stands. It shows first what will come of it, and asks.
    """)]
internal sealed class JoinVerb : Verb
{
    [Option("address", MetaValue = "URL", HelpText = "Where Consul is, for a configuration without [consul].")]
    public string? Address { get; set; }

    [Option("prefix", MetaValue = "NAME", HelpText = "The folder in Consul, for a configuration without [consul]; default: mailinglist.")]
    public string? Prefix { get; set; }

    [Option("dry-run", HelpText = "Change nothing.")]
    public bool DryRun { get; set; }

    [Option("yes", HelpText = "Do not ask.")]
    public bool Yes { get; set; }

    internal override int Run()
    {
        string path = HostConfiguration.PathFrom(Config);
        HostConfiguration configuration = WithConsul(HostConfiguration.Read(path));
        using Session session = Session.Open(configuration);
        Peers peers = session.RequirePeers();
        try
        {
            JoinAsync(session, peers).GetAwaiter().GetResult();
        }
        catch (ConsulException error)
        {
            throw Failure.Temporary($"{error.Message}; this host joins when `mailinglist join` is run again", error);
        }

        return ExitCodes.Done;
    }

    private async Task JoinAsync(Session session, Peers peers)
    {
        Cluster cluster = peers.Cluster;
        string? theirs = await Membership.FindAsync(cluster.Consul, CancellationToken.None).ConfigureAwait(false);
        string? ours = cluster.Replica.State.Cluster;
        if (ours is not null && ours == (theirs ?? ours))
        {
            Console.Out.WriteLine($"this host is a member of cluster {ours} already: `mailinglist status`");
            return;
        }

        await ShowAsync(session, cluster, theirs).ConfigureAwait(false);
        if (DryRun)
        {
            return;
        }

        Confirmation.Require(Yes, theirs is null ? "a cluster will be founded" : $"this host will join cluster {theirs}{(ours is null ? string.Empty : $" and leave {ours}")}");
        string joined = theirs ?? await Membership.FoundAsync(cluster.Consul, Guid.NewGuid().ToString(), CancellationToken.None).ConfigureAwait(false);
        cluster.Replica.Write(() =>
        {
            ReplicaState state = cluster.Replica.State;
            cluster.Replica.Remember(state with { Cluster = joined, Sequence = 0, FullRead = null, Exchange = null, Seen = new Dictionary<string, FeedPosition>() });
            cluster.Replica.MarkAllUnpublished();
            return true;
        });
        (long came, int written) = await Exchanges.OnceAsync(cluster, isPatient: true, CancellationToken.None).ConfigureAwait(false);
        Console.Out.WriteLine($"joined cluster {joined}: {came} records came, {written} containers were written. Next: run `mailinglist agent`");
    }

    // What will come of it is tried out on a copy.
    private static async Task ShowAsync(Session session, Cluster cluster, string? theirs)
    {
        if (theirs is null)
        {
            Console.Out.WriteLine($"{cluster.Consul.Options}: there is no cluster yet; this host's lists will be its first");
            return;
        }

        using var trial = new JoinTrial(session, cluster);
        Table.Write(Console.Out, await trial.RowsAsync().ConfigureAwait(false));
    }

    private HostConfiguration WithConsul(HostConfiguration configuration)
    {
        if (configuration.Consul is not null)
        {
            return Address is null && Prefix is null ? configuration : throw Failure.Usage($"{configuration.Path} has a [consul] already: change it by hand, or leave the options out");
        }

        if (Address is null)
        {
            throw Failure.Usage($"there is no [consul] in {configuration.Path}: name it here, as in --address http://127.0.0.1:8500");
        }

        ConsulConfiguration consul = ConsulConfiguration.Check(configuration.Path, new ConsulSection { Address = Address, Prefix = Prefix });
        if (!DryRun)
        {
            string prefix = Prefix is null ? string.Empty : $"prefix = {ConfigurationTemplate.Quoted(Prefix)}\n";
            File.AppendAllText(configuration.Path, $"\n[consul]\naddress = {ConfigurationTemplate.Quoted(Address)}\n{prefix}");
        }

        return configuration with { Consul = consul };
    }
}
