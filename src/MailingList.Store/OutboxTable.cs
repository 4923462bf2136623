using MailingList.Core.Addressing;
using MailingList.Core.Letters;

namespace MailingList.Store;

/// <summary>Letters that the MTA of this host does not have yet.</summary>
/// <param name="database">The database.</param>
public sealed class OutboxTable(Database database) : IOutbox
{
    /// <inheritdoc/>
    public void Put(string errand, IEnumerable<OutgoingLetter> letters)
    {
        foreach (OutgoingLetter letter in letters)
        {
            database.Execute(
                "INSERT INTO outgoing (errand, return_path, recipients, message, written) VALUES ($errand, $return_path, $recipients, $message, $written)",
                ("$errand", errand),
                ("$return_path", letter.ReturnPath),
                ("$recipients", string.Join('\n', letter.Recipients.Select(recipient => recipient.Text))),
                ("$message", letter.Message),
                ("$written", database.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<(long Number, OutgoingLetter Letter)> WaitingFor(string errand) =>
        database.Query(
            "SELECT number, recipients, message, return_path FROM outgoing WHERE errand = $errand ORDER BY number",
            row => (row.GetInt64(0), new OutgoingLetter([.. row.GetString(1).Split('\n').Select(EmailAddress.Parse)], row.GetFieldValue<byte[]>(2)) { ReturnPath = row.GetString(3) }),
            ("$errand", errand));

    /// <inheritdoc/>
    public IReadOnlyList<string> Left(DateTimeOffset before, int count) =>
        database.Query(
            "SELECT errand FROM outgoing INDEXED BY outgoing_written WHERE written < $before GROUP BY errand ORDER BY min(written), errand LIMIT $count",
            row => row.GetString(0),
            ("$before", before.ToUnixTimeMilliseconds()), ("$count", count));

    /// <inheritdoc/>
    public void Took(long number) => database.Execute("DELETE FROM outgoing WHERE number = $number", ("$number", number));
}
