using System.Text;
using System.Text.Json;

using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Exchange;
using MailingList.Store;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Support;

/// <summary>A host of a cluster inside the tests' process: its own database, clock and way to Consul.</summary>
internal sealed class ReplicaHost : IDisposable
{
    internal const string Dev = "dev@lists.example.org";

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly int _server;
    private bool _isSecond;

    /// <summary>A host that is no member of a cluster yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="server">The port of the Consul that it asks.</param>
    /// <param name="prefix">The cluster's folder there.</param>
    internal ReplicaHost(string name, int server, string prefix)
        : this(name, server, prefix, Directory.CreateTempSubdirectory("mailinglist-replica-").FullName)
    {
    }

    private ReplicaHost(string name, int server, string prefix, string folder)
    {
        Name = name;
        _server = server;
        _folder = folder;
        Network = new TcpProxy(server);
        Consul = new ConsulClient(new ConsulOptions(new Uri($"http://127.0.0.1:{Network.Port}"), prefix) { Timeout = TimeSpan.FromSeconds(20) });
        Database = Database.Create(DatabasePath, name, LockWait, Clock);
        Open();
    }

    internal string Name { get; }

    /// <summary>What lies between this host and Consul.</summary>
    internal TcpProxy Network { get; }

    internal ConsulClient Consul { get; }

    internal SettableClock Clock { get; } = new();

    internal RecordingLog Log { get; } = new();

    internal Database Database { get; private set; }

    internal ListStore Lists { get; private set; } = null!;

    internal LetterTable Letters { get; private set; } = null!;

    internal Replica Replica { get; private set; } = null!;

    internal Cluster Cluster { get; private set; } = null!;

    internal Follower Follower { get; private set; } = null!;

    internal Publisher Publisher { get; private set; } = null!;

    internal string DatabasePath => Path.Combine(_folder, "lists.db");

    public void Dispose()
    {
        Database.Dispose();
        Consul.Dispose();
        Network.Dispose();
        if (!_isSecond)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Another process of this host: the same database.</summary>
    internal ReplicaHost SecondProcess() => new(Name, _server, Consul.Options.Prefix, _folder) { _isSecond = true };

    /// <summary>Makes it a member.</summary>
    internal ReplicaHost Join(string cluster)
    {
        Write(() =>
        {
            Replica.Remember(Replica.State with { Cluster = cluster });
            Replica.MarkAllUnpublished();
        });
        return this;
    }

    /// <summary>Ends its process and starts another.</summary>
    internal void Restart()
    {
        Database.Dispose();
        Database = Database.Open(DatabasePath, Name, LockWait, Clock);
        Open();
    }

    /// <summary>Copies the database, and gives the copy's path.</summary>
    internal string Backup()
    {
        string copy = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        Database.Execute($"VACUUM INTO '{copy}'");
        return copy;
    }

    /// <summary>Puts a copy in the database's place; null: a new one.</summary>
    internal void Restore(string? copy)
    {
        Database.Dispose();
        foreach (string file in Directory.GetFiles(_folder, "lists.db*"))
        {
            File.Delete(file);
        }

        if (copy is not null)
        {
            File.Copy(copy, DatabasePath);
        }

        Database = Database.Create(DatabasePath, Name, LockWait, Clock);
        Open();
    }

    internal void Write(Action changes) => Replica.Write(() =>
    {
        changes();
        return true;
    });

    internal ListSnapshot List(string list = Dev) => Lists.Find(EmailAddress.Parse(list)) ?? throw new InvalidOperationException($"{Name} has no {list}");

    internal void Create(string list = Dev) => Write(() =>
    {
        var address = EmailAddress.Parse(list);
        Lists.Create(address, ListId.DefaultFor(address), [EmailAddress.Parse("olga@example.org")]);
    });

    internal void Delete(string list = Dev) => Write(() => Lists.Delete(List(list)));

    internal void Describe(string text, string list = Dev) => Write(() => Lists.Settings.Set(List(list), Setting.Description, text));

    internal void Subscribe(string address, string? name = null, string list = Dev) =>
        Write(() => Lists.Subscribers.Put(List(list), new SubscriberRequest(EmailAddress.Parse(address), name), "shell"));

    internal void Subscribe(IEnumerable<string> addresses, string list = Dev) => Write(() =>
    {
        ListSnapshot snapshot = List(list);
        foreach (string address in addresses)
        {
            Lists.Subscribers.Put(snapshot, new SubscriberRequest(EmailAddress.Parse(address)), "import");
        }
    });

    internal void Unsubscribe(string address, string list = Dev) => Write(() => Lists.Subscribers.Remove(List(list), EmailAddress.Parse(address)));

    /// <summary>Somebody asks for a confirmation, confirms it, applies, and is let in.</summary>
    internal void LetIn(string text, string list = Dev) => Write(() =>
    {
        ListSnapshot there = List(list);
        EmailAddress address = EmailAddress.Parse(text);
        Letters.Note(address, LetterUse.Confirmation);
        Letters.Note(address, LetterUse.Answer);
        Letters.Answered(address, Clock.GetUtcNow());
        Lists.Applications.Decide(there, Lists.Applications.Apply(there, address, DeliveryMode.None), ApplicationDecision.Accepted, there.Owners[0]);
        Lists.Events.Note(there, address, SubscriberEventKind.Subscribed, Cause.ByMail(Cause.Owner, there.Owners[0], "<1@example.org>"), "delivery=none");
    });

    /// <summary>Denies a sender; where no list is named, for all of them.</summary>
    internal void Deny(string text, string? list) => Write(() => Lists.Senders.Put(
        list is null ? null : List(list),
        SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason) ? pattern : throw new FormatException(reason),
        PostingRight.Deny,
        "spam"));

    /// <summary>Takes no messages with a header field; where no list is named, for all of them.</summary>
    internal void RefuseHeader(string text, string? list) => Write(() => Lists.Headers.Put(
        list is null ? null : List(list),
        HeaderPattern.TryParse(text, out HeaderPattern? pattern, out string? reason) ? pattern : throw new FormatException(reason),
        HeaderAction.Reject));

    internal bool Has(string address, string list = Dev) =>
        Lists.Find(EmailAddress.Parse(list)) is { } found && Lists.Subscribers.Find(found, EmailAddress.Parse(address)) is not null;

    internal string? NameOf(string address, string list = Dev) => Lists.Subscribers.Find(List(list), EmailAddress.Parse(address))?.Name;

    internal long Count(string list = Dev) => Lists.Subscribers.Count(List(list));

    internal Task<(long Theirs, int Written)> ExchangeAsync(bool isPatient = false) => Exchanges.OnceAsync(Cluster, isPatient, CancellationToken.None);

    internal Task<long> FollowAsync(bool isPatient = false) => Follower.FollowAsync(TimeSpan.Zero, isPatient, CancellationToken.None);

    internal Task<int> PublishAsync() => Publisher.PublishAsync(CancellationToken.None);

    /// <summary>All records, deletions too, one a line.</summary>
    internal string Canonical() => string.Join('\n', Replica.All().Select(Text));

    internal static string Text(Record record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ContainerWriter.WriteRecord(writer, record, withList: true);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Open()
    {
        Lists = new ListStore(Database, sharing: true);
        Letters = new LetterTable(Database, sharing: true);
        Replica = new Replica(Database);
        Cluster = new Cluster(Replica, Consul, Name, "1.0.0", Clock, Log);
        Follower = new Follower(Cluster);
        Publisher = new Publisher(Cluster);
    }
}
