using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;

namespace MailingList.Store;

/// <summary>
/// The lists for a process that is asked for them many times a second: what was read of a list is used until anybody changes anything in
/// the database. The connection must change nothing itself: SQLite tells it of the others' changes alone (pragma data_version).
/// </summary>
/// <param name="database">The connection.</param>
/// <param name="lists">The lists in it.</param>
public sealed class ListCache(Database database, ListStore lists) : IListReader
{
    // Anybody can ask for any number of lists that there are not.
    private const int MostKnown = 10_000;

    // By their keys; null: there is none. What looks like the address of a role might be a list's, and is asked for first.
    private readonly Dictionary<string, ListSnapshot?> _known = [];
    private readonly Dictionary<long, IReadOnlyList<SenderRule>> _globs = [];
    private long _version;

    /// <inheritdoc/>
    public ListSnapshot? Find(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        long version = database.DataVersion();
        if (version != _version || _known.Count >= MostKnown)
        {
            _known.Clear();
            _globs.Clear();
            _version = version;
        }

        if (!_known.TryGetValue(address.Key, out ListSnapshot? list))
        {
            _known.Add(address.Key, list = lists.Find(address));
        }

        return list;
    }

    /// <inheritdoc/>
    public Subscriber? FindSubscriber(ListSnapshot list, EmailAddress address) => lists.FindSubscriber(list, address);

    /// <inheritdoc/>
    public IReadOnlyList<SenderRule> SenderRules(ListSnapshot list, EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(list);
        // As old as the list that was found: whoever asks for the one asks for the other.
        if (!_globs.TryGetValue(list.Id, out IReadOnlyList<SenderRule>? globs))
        {
            _globs.Add(list.Id, globs = lists.Senders.Globs(list));
        }

        return [.. lists.Senders.Of(list, address), .. globs];
    }

    /// <inheritdoc/>
    public IReadOnlyList<HeaderRule> HeaderRules(ListSnapshot list) => lists.HeaderRules(list);

    /// <inheritdoc/>
    public IReadOnlyList<EmailAddress> Recipients(ListSnapshot list, string afterKey, int count, IReadOnlyCollection<EmailAddress> except) =>
        lists.Recipients(list, afterKey, count, except);
}
