using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Core.Records;
using MailingList.Output;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;

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
        var configuration = HostConfiguration.Read(HostConfiguration.PathFrom(Config));
        // Opened as whoever calls, who is perhaps root; afterwards this is the configured user.
        using NewSection? section = SectionFor(configuration);
        using Session session = Session.Open(section is null ? configuration : configuration with { Consul = section.Consul });
        try
        {
            JoinAsync(session, session.RequirePeers().Cluster, section).GetAwaiter().GetResult();
        }
        catch (ConsulException error)
        {
            throw Failure.Temporary($"{error.Message}; this host joins when `mailinglist join` is run again", error);
        }

        return ExitCodes.Done;
    }

    private async Task JoinAsync(Session session, Cluster cluster, NewSection? section)
    {
        string? theirs = await Membership.FindAsync(cluster.Consul, CancellationToken.None).ConfigureAwait(false);
        ReplicaState state = cluster.Replica.State;
        string? ours = state.Cluster;
        bool isMember = ours is not null && ours == (theirs ?? ours);
        if (isMember && state.FullRead is not null)
        {
            Write(section);
            Console.Out.WriteLine($"this host is a member of cluster {ours} already: `mailinglist status`");
            return;
        }

        await ShowAsync(session, cluster, theirs).ConfigureAwait(false);
        if (DryRun)
        {
            return;
        }

        string what = theirs is null ? "a cluster will be founded"
            : isMember ? $"this host will go on joining cluster {ours}"
            : $"this host will join cluster {theirs}{(ours is null ? string.Empty : $" and leave {ours}")}";
        Confirmation.Require(Yes, what);
        string joined = theirs ?? await Membership.FoundAsync(cluster.Consul, ours ?? Guid.NewGuid().ToString(), CancellationToken.None).ConfigureAwait(false);
        // From here on a run that ends in the middle can be followed by another.
        Write(section);
        Remember(cluster.Replica, joined);
        (long came, int written) = await Exchanges.OnceAsync(cluster, isPatient: true, CancellationToken.None).ConfigureAwait(false);
        Console.Out.WriteLine($"joined cluster {joined}: {came} records came, {written} containers were written. Next: run `mailinglist agent`");
    }

    private static void Remember(IReplica replica, string cluster) => replica.Write(() =>
    {
        replica.Remember(replica.State with
        {
            Cluster = cluster,
            // A feed that begins anew, for hosts that have read one of this host's to some number before.
            Instance = Guid.NewGuid().ToString("N")[..12],
            Sequence = 0,
            Reserved = 0,
            FullRead = null,
            Exchange = null,
            Seen = new Dictionary<string, FeedPosition>(),
        });
        replica.MarkAllUnpublished();
        return true;
    });

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

    private void Write(NewSection? section)
    {
        if (!DryRun)
        {
            section?.Write();
        }
    }

    private NewSection? SectionFor(HostConfiguration configuration)
    {
        if (Address is null)
        {
            return configuration.Consul is not null && Prefix is null ? null
                : configuration.Consul is not null ? throw Failure.Usage($"{configuration.Path} has a [consul] already: change it by hand, or leave --prefix out")
                : throw Failure.Usage($"there is no [consul] in {configuration.Path}: name Consul here, as in --address http://127.0.0.1:8500");
        }

        var section = new ConsulSection { Address = Address, Prefix = Prefix };
        var consul = ConsulConfiguration.Check(configuration.Path, section);
        if (configuration.Consul is not { } there)
        {
            return NewSection.Open(configuration.Path, section, consul, toWrite: !DryRun);
        }

        bool isSame = there.Options.Address == consul.Options.Address && (Prefix is null || there.Options.Prefix == consul.Options.Prefix);
        return isSame ? null : throw Failure.Usage($"{configuration.Path} has a [consul] already, with {there.Options}: change it by hand, or leave the options out");
    }
}
