using MailingList.Core.Records;

namespace MailingList.Store;

/// <summary>The keys by which tokens are made and checked: the last in time makes them, the others are still honoured.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told of changes.</param>
public sealed class SecretTable(Database database, bool sharing)
{
    /// <summary>How many bytes a key has.</summary>
    public const int KeyLength = 32;

    private readonly LocalRecords _records = new(database, RecordKind.Secret, sharing);

    /// <summary>All keys that are honoured, the one to make tokens with first.</summary>
    public IReadOnlyList<byte[]> Keys() =>
        database.Query("SELECT value FROM secret WHERE list = 0 AND deleted = 0 ORDER BY life DESC", row => Convert.FromHexString(row.GetString(0)));

    /// <summary>Makes the first key where there is none.</summary>
    /// <param name="key">Random bytes.</param>
    public Change Ensure(ReadOnlySpan<byte> key) => Keys().Count > 0 ? Change.None : Add(key);

    /// <summary>Makes a new key. The one before stays honoured, those before that do not.</summary>
    /// <param name="key">Random bytes.</param>
    public void Rotate(ReadOnlySpan<byte> key)
    {
        List<string> old = database.Query("SELECT key FROM secret WHERE list = 0 AND deleted = 0 ORDER BY life DESC", row => row.GetString(0));
        foreach (string name in old.Skip(1))
        {
            _records.Begin(0, name, _records.Find(0, name), [null], isDeleted: true);
        }

        Add(key);
    }

    // Named by its beginning's hash, which tells nothing of the rest.
    private Change Add(ReadOnlySpan<byte> key)
    {
        string value = Convert.ToHexStringLower(key);
        string name = RecordHash.Of(value).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        _records.Begin(0, name, _records.Find(0, name), [value]);
        return Change.Added;
    }
}
