using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests.Support;

/// <summary>One of several hosts that share their lists: a database, a clock, and what verbs do there.</summary>
internal sealed class Host : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal Host(string name, TimeSpan ahead = default)
    {
        Name = name;
        Clock.Now += ahead;
        Path = System.IO.Path.Combine(_folder.Path, "lists.db");
        Database = Database.Create(Path, name, TimeSpan.Zero, Clock);
        // Nobody pulls the plug in a test.
        Database.Execute("PRAGMA synchronous = OFF");
        Lists = new ListStore(Database, sharing: true);
        Letters = new LetterTable(Database, sharing: true);
        Replica = new Replica(Database);
    }

    internal string Name { get; }

    internal string Path { get; }

    internal FixedClock Clock { get; } = new();

    internal Database Database { get; }

    internal ListStore Lists { get; }

    internal LetterTable Letters { get; }

    internal Replica Replica { get; }

    internal static EmailAddress Address(string text) => EmailAddress.Parse(text);

    internal ListSnapshot? List(string address = Some.List) => Lists.Find(Address(address));

    internal Change Create(string address = Some.List, params string[] owners) => Database.Write(() =>
        Lists.Create(Address(address), ListId.DefaultFor(Address(address)), (owners.Length == 0 ? ["olga@example.org"] : owners).Select(Address)));

    internal void Delete(string address = Some.List) => Database.Write(() =>
    {
        Lists.Delete(List(address)!);
        return true;
    });

    internal Change Subscribe(string subscriber, string? name = null, string list = Some.List) =>
        Database.Write(() => Lists.Subscribers.Put(List(list)!, new SubscriberRequest(Address(subscriber), name), "shell"));

    internal Change Unsubscribe(string subscriber, string list = Some.List) =>
        Database.Write(() => Lists.Subscribers.Remove(List(list)!, Address(subscriber)));

    internal void Note(string subscriber, string detail = "", string list = Some.List) => Write(() =>
        Lists.Events.Note(List(list)!, Address(subscriber), SubscriberEventKind.Changed, new Cause(Cause.Shell, "root"), detail));

    internal void Apply(string applicant, string list = Some.List) => Write(() => Lists.Applications.Apply(List(list)!, Address(applicant), null));

    internal Application? Application(string applicant, string list = Some.List) => Lists.Applications.Find(List(list)!, Address(applicant));

    internal void Decide(string applicant, ApplicationDecision decision, string list = Some.List) => Write(() =>
        Lists.Applications.Decide(List(list)!, Application(applicant, list)!, decision, Address("olga@example.org")));

    internal void Deny(string? list, string pattern, bool takeBack = false) => Write(() => _ = takeBack
        ? Lists.Senders.Remove(Where(list), Some.Pattern(pattern), PostingRight.Deny)
        : Lists.Senders.Put(Where(list), Some.Pattern(pattern), PostingRight.Deny, "spam"));

    internal void Allow(string? list, string pattern) => Write(() => Lists.Senders.Put(Where(list), Some.Pattern(pattern), PostingRight.Allow, null));

    /// <summary>Says what becomes of messages with a field; null: takes the rule away.</summary>
    internal void RefuseHeader(string? list, string pattern, HeaderAction? action) => Write(() => _ = action is { } becomes
        ? Lists.Headers.Put(Where(list), Some.HeaderPattern(pattern), becomes)
        : Lists.Headers.Remove(Where(list), Some.HeaderPattern(pattern)));

    internal void Send(string address, LetterUse use = LetterUse.Confirmation) => Write(() => Letters.Note(Address(address), use));

    internal void Answer(string address) => Write(() => Letters.Answered(Address(address), Clock.Now));

    internal int Forget() => Replica.Write(() => Replica.Forget(Clock.Now));

    internal Change Set(Setting setting, string? value, string list = Some.List) =>
        Database.Write(() => Lists.Settings.Set(List(list)!, setting, value));

    internal Change SetOwners(string list, params string[] owners) =>
        Database.Write(() => Lists.Owners.Set(List(list)!, owners.Select(Address)));

    internal Subscriber? Subscriber(string address, string list = Some.List) => Lists.Subscribers.Find(List(list)!, Address(address));

    internal IEnumerable<string> Subscribers(string list = Some.List) => Lists.Subscribers.All(List(list)!).Select(subscriber => subscriber.Address.Text);

    internal IEnumerable<string> Owners(string list = Some.List) => List(list)!.Owners.Select(owner => owner.Text);

    internal Merged Merge(Record record) => Replica.Write(() => Replica.Merge(record));

    /// <summary>Merges everything that the others have, one record after the other.</summary>
    internal void Hear(params Host[] others)
    {
        foreach (Record record in others.SelectMany(other => other.Replica.All()).ToList())
        {
            Merge(record);
        }
    }

    /// <summary>Tells the others everything.</summary>
    internal void PublishAll() => Replica.Write(() =>
    {
        Replica.MarkPublished([.. Replica.All()]);
        return true;
    });

    /// <summary>Takes these records for all that Consul holds.</summary>
    internal (long Theirs, long Missing) ReadEverything(IEnumerable<Record> records, bool forgetMissing = false, Action? meanwhile = null)
    {
        using IFullRead read = Replica.BeginFullRead();
        foreach (Record[] some in records.Chunk(700))
        {
            read.Add(some);
        }

        meanwhile?.Invoke();
        return read.Finish(forgetMissing);
    }

    /// <summary>The one record of that kind and key.</summary>
    internal Record Record(RecordKind kind, string key, string list = Some.List) =>
        Assert.Single(Replica.All(), record => record.Kind == kind && record.Key == key && record.List == list);

    internal bool IsUnpublished(Record record) =>
        Replica.UnpublishedIn(RecordRange.Of(record.List, record.Kind.Group, RecordHash.Of(record.Key), RecordHash.Digits))
            .Any(other => other.Kind.Name == record.Kind.Name && other.Key == record.Key);

    /// <summary>Everything of every record as text, in the canonical order.</summary>
    internal IReadOnlyList<string> Canonical() => [.. Replica.All().Select(Some.Text)];

    private ListSnapshot? Where(string? list) => list is null ? null : List(list);

    private void Write(Action change) => Database.Write(() =>
    {
        change();
        return true;
    });

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
