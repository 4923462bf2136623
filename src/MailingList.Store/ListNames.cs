using MailingList.Core.Addressing;

namespace MailingList.Store;

/// <summary>This host's numbers for lists: also for such as it has only heard of, and such as are gone.</summary>
/// <param name="database">The database.</param>
internal sealed class ListNames(Database database)
{
    private readonly Dictionary<string, long> _numbers = [];

    /// <summary>The number of a list; makes one where there is none.</summary>
    internal long Number(EmailAddress address)
    {
        database.Execute("INSERT INTO list_name (key, address) VALUES ($key, $address) ON CONFLICT DO NOTHING", ("$key", address.Key), ("$address", address.Text));
        return database.Query("SELECT id FROM list_name WHERE key = $key", row => row.GetInt64(0), ("$key", address.Key))[0];
    }

    /// <summary>The number of the list of that address, which is in lower case; 0 for what belongs to no list. Makes one where there is none.</summary>
    internal long Number(string address)
    {
        if (Find(address) is { } known)
        {
            return known;
        }

        long number = Number(EmailAddress.Parse(address));
        _numbers.Add(address, number);
        return number;
    }

    /// <summary>The same, but null where there is none: for readers, who must not wait for another process's write.</summary>
    internal long? Find(string address)
    {
        if (address.Length == 0)
        {
            return 0;
        }

        if (_numbers.TryGetValue(address, out long known))
        {
            return known;
        }

        if (database.Query("SELECT id FROM list_name WHERE key = $key", row => row.GetInt64(0), ("$key", EmailAddress.Parse(address).Key)) is not [var number])
        {
            return null;
        }

        _numbers.Add(address, number);
        return number;
    }

    /// <summary>Forgets numbers that may have been made in a transaction that did not come to its end.</summary>
    internal void Forget() => _numbers.Clear();

    /// <summary>All lists that this host has heard of, with their numbers, in the order of their keys; first what belongs to no list.</summary>
    internal List<(long Number, string Address)> All() =>
        [(0, string.Empty), .. database.Query("SELECT id, address FROM list_name ORDER BY key", row => (row.GetInt64(0), row.GetString(1)))];
}
