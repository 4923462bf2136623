using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.Core.Addressing;

using Microsoft.Data.Sqlite;

namespace MailingList.Benchmarks;

/// <summary>
/// The least that an import can cost: the same rows into the same table by one prepared INSERT in one transaction, with nothing read,
/// checked or looked up.
/// </summary>
internal static class BareInsert
{
    private const string Stamp = "00000000000000-000000-mx1.example.net"; // about as long as a real one

    internal static Sample Measure(string database, IEnumerable<string> addresses)
    {
        EmailAddress[] parsed = [.. addresses.Select(EmailAddress.Parse)];
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();

        long started = Stopwatch.GetTimestamp();
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO subscriber (list, key, address, name, delivery, posting, origin, hash, floor, life, stamp, deleted, unpublished)
            VALUES (1, $key, $address, NULL, 'each', 'default', 'import', 0, '', $stamp, $stamp, 0, 0)
            """;
        SqliteParameter key = command.Parameters.Add("$key", SqliteType.Text);
        SqliteParameter address = command.Parameters.Add("$address", SqliteType.Text);
        command.Parameters.AddWithValue("$stamp", Stamp);
        foreach (EmailAddress subscriber in parsed)
        {
            key.Value = subscriber.Key;
            address.Value = subscriber.Text;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return new Sample(Stopwatch.GetElapsedTime(started).TotalMilliseconds, Megabytes: 0);
    }
}
