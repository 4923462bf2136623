using MailingList.Configuration;
using MailingList.Replication.Exchange;
using MailingList.Verbs;

namespace MailingList.Agent;

/// <summary>What the agent of a host does that shares its lists: each loop has a connection of its own to the database and to Consul.</summary>
internal sealed class SharingLoops : IDisposable
{
    private readonly Session _forFollowing;
    private readonly Session _forPublishing;
    private readonly Session _forPresence;
    private readonly Session _forHousekeeping;

    internal SharingLoops(HostConfiguration configuration, Action alive)
    {
        _forFollowing = Session.Open(configuration);
        // Once is enough: a host that leaves must stop its agent first.
        Membership.RequireJoined(_forFollowing.RequirePeers().Cluster);
        _forPublishing = Session.Open(configuration);
        _forPresence = Session.Open(configuration);
        _forHousekeeping = Session.Open(configuration);
        Presence = new Presence(_forPresence.RequirePeers().Cluster);
        All =
        [
            ("following", new Following(_forFollowing.RequirePeers().Cluster).StepAsync),
            ("publishing", new Publishing(_forPublishing.RequirePeers().Cluster, _forPublishing.Database, alive).StepAsync),
            ("saying that it lives", Presence.StepAsync),
            ("housekeeping", new Housekeeping(_forHousekeeping.RequirePeers().Cluster).StepAsync),
        ];
    }

    /// <summary>Says in Consul that this host's agent lives.</summary>
    internal Presence Presence { get; }

    /// <summary>What is done again and again, with its name for the log.</summary>
    internal IReadOnlyList<(string What, Func<CancellationToken, Task> Step)> All { get; }

    public void Dispose()
    {
        foreach (Session? session in (Session?[])[_forFollowing, _forPublishing, _forPresence, _forHousekeeping])
        {
            session?.Dispose();
        }
    }
}
