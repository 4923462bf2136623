using MailingList.Core.Addressing;
using MailingList.Core.Lists;

using Microsoft.Data.Sqlite;

namespace MailingList.Store.Tests.Support;

/// <summary>A test with a database file of its own, and eyes that look into it past the program.</summary>
public abstract class StoreTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Database> _open = [];

    private protected StoreTest()
    {
        Database = Open(create: true);
        Lists = new ListStore(Database, sharing: false);
    }

    private protected FixedClock Clock { get; } = new();

    private protected string Folder => _folder.Path;

    private protected string DatabasePath => Path.Combine(_folder.Path, "lists.db");

    private protected Database Database { get; }

    private protected ListStore Lists { get; }

    public void Dispose()
    {
        _open.ForEach(database => database.Dispose());
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static EmailAddress Address(string text) => EmailAddress.Parse(text);

    private protected Database Open(bool create = false, string host = "mx1", TimeSpan lockWait = default)
    {
        Database database = create
            ? Database.Create(DatabasePath, host, lockWait, Clock)
            : Database.Open(DatabasePath, host, lockWait, Clock);
        _open.Add(database);
        return database;
    }

    private protected ListSnapshot CreateList(string address = "dev@lists.example.org", params string[] owners) => Database.Write(() =>
    {
        EmailAddress list = Address(address);
        Lists.Create(list, ListId.DefaultFor(list), (owners.Length == 0 ? ["olga@example.org"] : owners).Select(Address));
        return Lists.Find(list)!;
    });

    private protected void Subscribe(ListSnapshot list, params string[] addresses) => Database.Write(() =>
    {
        foreach (string address in addresses)
        {
            Lists.Subscribers.Put(list, new SubscriberRequest(Address(address)), "shell");
        }

        return true;
    });

    private protected void Write(Action changes) => Database.Write(() =>
    {
        changes();
        return true;
    });

    /// <summary>The rows of a query as text, columns joined by |, over a connection of its own.</summary>
    private protected IReadOnlyList<string> Rows(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "NULL" : reader.GetString(column))));
        }

        return rows;
    }

    private protected string Cell(string sql) => Assert.Single(Rows(sql));

    private protected void Sql(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private protected SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
