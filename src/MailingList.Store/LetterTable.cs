using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>What was sent to addresses that may not have asked.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told.</param>
public sealed class LetterTable(Database database, bool sharing) : ILetterCounts
{
    // By the clocks of those who sent them, not by stamps: those are ahead of all clocks for a long time once one clock was. What a clock
    // that is ahead has sent does not count before it is time, so that it cannot use up what may be sent until then.
    private const string Since = $"deleted = 0 AND use <> '{Answer}' AND sent BETWEEN $since AND $now";

    // In the place of a letter: the address has answered one. It may be another host's of which this one has not heard; when it does hear,
    // what was sent until then counts no more.
    private const string Answer = "answered";
    private const string Unanswered =
        $"sent > (SELECT coalesce(max(sent), '') FROM letter WHERE list = 0 AND {StampedKeys.OfAddress} AND use = '{Answer}' AND deleted = 0 AND sent <= $now)";

    private readonly LocalRecords _records = new(database, RecordKind.Letter, sharing);

    private DateTimeOffset Now => database.Time.GetUtcNow();

    /// <inheritdoc/>
    public int ToAddress(EmailAddress address, LetterUse use, DateTimeOffset since) =>
        Count(
            $"list = 0 AND {StampedKeys.OfAddress} AND use = $use AND {Since}{(use == LetterUse.Confirmation ? $" AND {Unanswered}" : string.Empty)}",
            since, ("$address", address.Key), ("$use", Words.Of(use)));

    /// <inheritdoc/>
    public int ToDomain(string domain, DateTimeOffset since) => Count($"list = 0 AND {StampedKeys.OfDomain} AND {Since}", since, ("$domain", domain));

    /// <inheritdoc/>
    public int ToAll(DateTimeOffset since) => Count(Since, since);

    /// <inheritdoc/>
    public void Note(EmailAddress address, LetterUse use) => Note(address, Words.Of(use), Now);

    /// <inheritdoc/>
    public void Answered(EmailAddress address, DateTimeOffset until)
    {
        DateTimeOffset last = until < Now ? until : Now;
        List<string> known = database.Query(
            $"SELECT key FROM letter WHERE list = 0 AND {StampedKeys.OfAddress} AND use = $use AND sent <= $until AND deleted = 0",
            row => row.GetString(0),
            ("$address", address.Key), ("$use", Words.Of(LetterUse.Confirmation)), ("$until", IsoDate.Of(last)));
        if (sharing && !IsNoted(address, last))
        {
            Note(address, Answer, last);
        }

        foreach (string key in known)
        {
            // An old one is forgotten while those before it are written.
            if (_records.Find(0, key) is { } letter)
            {
                _records.Begin(0, key, letter, letter.Fields, isDeleted: true);
            }
        }
    }

    private bool IsNoted(EmailAddress address, DateTimeOffset until) =>
        database.Query(
            $"SELECT 1 FROM letter WHERE list = 0 AND {StampedKeys.OfAddress} AND use = '{Answer}' AND sent >= $until AND deleted = 0 LIMIT 1",
            _ => true,
            ("$address", address.Key), ("$until", IsoDate.Of(until))).Count > 0;

    private void Note(EmailAddress address, string use, DateTimeOffset sent)
    {
        Stamp stamp = database.NextStamp();
        _records.Begin(0, new StampedKey(address, stamp).ToString(), null, [use, IsoDate.Of(sent)], isDeleted: false, stamp, floor: null);
    }

    private int Count(string which, DateTimeOffset since, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        database.Query(
            $"SELECT count(*) FROM letter WHERE {which}",
            row => row.GetInt32(0),
            [.. parameters, ("$since", IsoDate.Of(since)), ("$now", IsoDate.Of(Now))])[0];
}
