using System.Globalization;

using MailingList.Core.Lists;
using MailingList.Replication.Exchange;
using MailingList.Store;

namespace MailingList.Verbs;

/// <summary>Tries on a copy of the database what would come of joining a cluster.</summary>
internal sealed class JoinTrial : IDisposable
{
    private const string Name = "join-";

    private readonly Session _session;
    private readonly Cluster _cluster;
    private readonly string _path;
    private readonly bool _isEmpty;

    internal JoinTrial(Session session, Cluster cluster)
    {
        _session = session;
        _cluster = cluster;
        _path = Path.Combine(session.Configuration.Data, $"{Name}{Environment.ProcessId}.db");
        _isEmpty = session.Lists.All().Count == 0;
        RemoveOrphans();
        session.Database.CopyTo(_path);
    }

    /// <summary>A row for each list: how many subscribers it has here, how many there will be, and which settings will change here.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<string>>> RowsAsync()
    {
        using var copy = Database.Open(_path, _session.Configuration.Host, _session.Configuration.LockWait, TimeProvider.System);
        var follower = new Follower(_cluster with { Replica = new Replica(copy) });
        if (_isEmpty)
        {
            // Nothing can change here: to name the lists is enough, and takes half of the time that joining a large cluster does.
            await follower.ReadListsAsync(CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await follower.ReadEverythingAsync("to show what joining does", CancellationToken.None).ConfigureAwait(false);
        }

        var after = new ListStore(copy, sharing: false);
        return
        [
            ["list", "subscribers here", "after joining", "settings that change here"],
            .. after.All().Select(list => Row(list, after)),
            .. _session.Lists.All().Where(list => after.Find(list.Address) is null).Select(list => (string[])[list.Address.Text, Count(_session.Lists, list), "deleted", "-"]),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => Remove();

    private string[] Row(ListSnapshot list, ListStore after)
    {
        ListSnapshot? here = _session.Lists.Find(list.Address);
        return
        [
            list.Address.Text,
            here is null ? "new" : Count(_session.Lists, here),
            _isEmpty ? "as there" : Count(after, list),
            here is null ? "-" : Changes(_session.Lists.Settings.Of(here.Id), after.Settings.Of(list.Id)),
        ];
    }

    private static string Changes(IReadOnlyDictionary<string, string> here, IReadOnlyDictionary<string, string> after) =>
        string.Join(", ", here.Keys.Union(after.Keys)
            .Where(name => here.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Select(name => $"{name}={after.GetValueOrDefault(name) ?? "(default)"}").Order(StringComparer.Ordinal).DefaultIfEmpty("none"));

    private static string Count(ListStore lists, ListSnapshot list) => lists.Subscribers.Count(list).ToString("N0", CultureInfo.InvariantCulture);

    // Of processes that were killed.
    private void RemoveOrphans()
    {
        foreach (string path in Directory.EnumerateFiles(_session.Configuration.Data, $"{Name}*.db*"))
        {
            string process = Path.GetFileName(path)[Name.Length..].Split('.')[0];
            if (!Directory.Exists($"/proc/{process}"))
            {
                File.Delete(path);
            }
        }

        Remove();
    }

    private void Remove()
    {
        foreach (string suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            File.Delete(_path + suffix);
        }
    }
}
