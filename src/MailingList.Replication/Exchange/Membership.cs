using System.Text.Json;

using MailingList.Core.Failures;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>Which cluster the values under the prefix belong to (<c>meta</c>), and whether this host is a member of it.</summary>
public static class Membership
{
    /// <summary>The cluster whose values lie in Consul; null: there are none.</summary>
    /// <exception cref="Failure">What lies there is not a cluster's, or a later version's.</exception>
    public static Task<string?> FindAsync(ConsulClient consul, CancellationToken cancellation) => FindAsync(consul, ReadMode.Stale, cancellation);

    /// <summary>The cluster that this host is a member of.</summary>
    /// <exception cref="Failure">It is a member of none.</exception>
    public static string RequireJoined(Cluster cluster) => cluster.Replica.State.Cluster
        ?? throw Failure.Configuration("this host is not a member of a cluster yet, although there is a [consul] in its configuration: run `mailinglist join`");

    /// <summary>
    /// Makes sure that this host may exchange: that Consul holds its cluster. Where Consul holds nothing, it has lost it or is new, and
    /// this host's cluster goes there.
    /// </summary>
    /// <exception cref="Failure">This host is no member of a cluster, or Consul holds another one.</exception>
    public static async Task RequireAsync(Cluster cluster, CancellationToken cancellation)
    {
        string ours = RequireJoined(cluster);
        Compare(cluster, ours, await FindAsync(cluster.Consul, cancellation).ConfigureAwait(false)
            ?? await FoundAsync(cluster.Consul, ours, cancellation).ConfigureAwait(false));
    }

    /// <summary>Puts a cluster into Consul where there is none, and says which one is there then.</summary>
    public static async Task<string> FoundAsync(ConsulClient consul, string cluster, CancellationToken cancellation)
    {
        byte[] meta = JsonSerializer.SerializeToUtf8Bytes(new Meta(ContainerReader.Format, cluster), MetaJson.Default.Meta);
        while (!await consul.WriteAsync(Cluster.MetaKey, meta, Packing.Plain, checkIndex: 0, cancellation).ConfigureAwait(false))
        {
            // Another host was faster; a server behind the leader may not know it yet.
            if (await FindAsync(consul, ReadMode.Default, cancellation).ConfigureAwait(false) is { } theirs)
            {
                return theirs;
            }
        }

        return cluster;
    }

    /// <summary>The same as <see cref="RequireAsync"/> for a writer, who must be sure of it.</summary>
    /// <returns>The index of what says so: what is written in the same transaction with a check of it goes to this cluster and no other.</returns>
    internal static async Task<ulong> RequireForWritingAsync(Cluster cluster, CancellationToken cancellation)
    {
        string ours = RequireJoined(cluster);
        while (true)
        {
            if (await cluster.Consul.ReadAsync(Cluster.MetaKey, ReadMode.Default, cancellation).ConfigureAwait(false) is { } meta)
            {
                Compare(cluster, ours, Read(cluster.Consul, meta));
                return meta.ModifyIndex;
            }

            await FoundAsync(cluster.Consul, ours, cancellation).ConfigureAwait(false);
        }
    }

    private static void Compare(Cluster cluster, string ours, string theirs)
    {
        if (theirs != ours)
        {
            throw Failure.Configuration(
                $"{cluster.Consul.Options}: cluster {theirs} lies there, this host belongs to {ours}: nothing is exchanged. Choose another `prefix` or `address` in [consul], or join that cluster with `mailinglist join`");
        }
    }

    private static async Task<string?> FindAsync(ConsulClient consul, ReadMode mode, CancellationToken cancellation)
    {
        KeyValue? meta = await consul.ReadAsync(Cluster.MetaKey, mode, cancellation).ConfigureAwait(false);
        return meta is null ? null : Read(consul, meta);
    }

    private static string Read(ConsulClient consul, KeyValue meta)
    {
        Meta? read = null;
        try
        {
            read = JsonSerializer.Deserialize(meta.Value.Span, MetaJson.Default.Meta);
        }
        catch (JsonException)
        {
            // Said below, as for JSON that is something else.
        }

        return read is null or { Cluster: null or "" }
                ? throw Failure.Configuration($"{consul.Options}: `meta` there is not ours: choose another `prefix` in [consul], or delete what is there")
            : read.Format > ContainerReader.Format
                ? throw Failure.Configuration($"{consul.Options}: the cluster there has format {read.Format}, this program knows {ContainerReader.Format}: install the newer mailinglist on this host")
            : read.Cluster;
    }
}
