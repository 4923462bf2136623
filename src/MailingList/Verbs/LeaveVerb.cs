using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Replication.Consul;
using MailingList.Replication.Exchange;
using MailingList.Replication.Status;
using MailingList.Sharing;

namespace MailingList.Verbs;

[Verb("leave", HelpText = "Make this host stand alone, or take a host out of the cluster that is gone for good.")]
[Teach(
    """
    Examples:
      mailinglist leave                          this host; stop its agent first
      mailinglist leave --host mx3.example.net   another host that will not come back

    Lists and subscribers stay on the host that leaves, and with the others. A host that was taken out and comes back
    all the same publishes what it knows: let it leave, or delete its database, before it is started again.
    """)]
internal sealed class LeaveVerb : Verb
{
    [Option("host", MetaValue = "NAME", HelpText = "Not this host but that one.")]
    public string? Host { get; set; }

    [Option("yes", HelpText = "Do not ask.")]
    public bool Yes { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(HostConfiguration.Read(HostConfiguration.PathFrom(Config)));
        Peers peers = session.RequirePeers();
        if (Host is null)
        {
            LeaveHere(session.Configuration, peers);
            return ExitCodes.Done;
        }

        try
        {
            RemoveAsync(peers.Cluster, Host.ToLowerInvariant()).GetAwaiter().GetResult();
        }
        catch (ConsulException error)
        {
            throw Failure.Temporary($"{error.Message}; {Host} is taken out when `mailinglist leave --host {Host}` is run again", error);
        }

        return ExitCodes.Done;
    }

    private void LeaveHere(HostConfiguration configuration, Peers peers)
    {
        Cluster cluster = peers.Cluster;
        if (peers.HasAgent)
        {
            throw Failure.Usage("the agent of this host runs: stop it first (systemctl disable --now mailinglist-agent)");
        }

        if (cluster.Replica.State.Cluster is not { } ours)
        {
            Console.Out.WriteLine("this host is not a member of a cluster");
            return;
        }

        // The last news, in both directions.
        string? cannot = peers.Look(configuration.Consul!.VerbBudget);
        long untold = cluster.Replica.CountUnpublished();
        string loss = cannot is null ? string.Empty : $", and the others will not learn {untold} changes that were made here ({cannot})";
        Confirmation.Require(Yes, $"this host will leave cluster {ours}{loss}");
        var departure = new Departure(cluster);
        departure.Forget();
        Console.Out.WriteLine($"left cluster {ours}; the lists stay on this host. Next: take [consul] out of {configuration.Path}");
        if (cannot is not null || peers.Within(configuration.Consul.VerbBudget, departure.RemoveOwnAsync) is not null)
        {
            Console.Error.WriteLine($"Consul was not told: run `mailinglist leave --host {cluster.Host}` on another host, so that `status` there shows this one no more");
        }
    }

    private async Task RemoveAsync(Cluster cluster, string host)
    {
        if (host == cluster.Host)
        {
            throw Failure.Usage($"{host} is this host: `mailinglist leave`");
        }

        await Membership.RequireAsync(cluster, CancellationToken.None).ConfigureAwait(false);
        var departure = new Departure(cluster);
        (KeyValue? feed, ServiceInstance? agent) = await departure.FindAsync(host, CancellationToken.None).ConfigureAwait(false);
        if (feed is null && agent is null)
        {
            throw Failure.Usage($"there is no host {host} in the cluster: `mailinglist status` shows those that there are");
        }

        if (agent?.Status == ServiceStatus.Passing && AgentNote.Read(agent.Output) is not null)
        {
            throw Failure.Usage($"the agent of {host} lives: run `mailinglist leave` there");
        }

        Confirmation.Require(Yes, $"{host} will be taken out of cluster {cluster.Replica.State.Cluster}; what it has not told the others is lost with it");
        await departure.RemoveAsync(feed, agent, CancellationToken.None).ConfigureAwait(false);
        Console.Out.WriteLine($"{host}: taken out");
    }
}
