using System.Text;

using MailingList.Core;
using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Claims;
using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Requests;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Standing;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>A host to which mails come, with all of its store; what it hands to its MTA is collected.</summary>
internal sealed class MailHost : IDisposable
{
    internal const string AuthservId = "mx.example.net";

    internal static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly TemporaryFolder _folder = new();
    private int _number;

    internal MailHost(string name = "mx1.example.net", LetterLimits? limits = null)
    {
        Host = new Host(name);
        Limits = limits ?? LetterLimits.Default;
    }

    internal Host Host { get; }

    internal LetterLimits Limits { get; }

    internal List<byte[]> Keys { get; } = [Key];

    /// <summary>What went to the MTA since this was looked at last.</summary>
    internal List<SentLetter> Sent { get; } = [];

    /// <summary>Whether the MTA takes anything.</summary>
    internal bool IsMtaThere { get; set; } = true;

    /// <summary>How many letters it takes before it refuses.</summary>
    internal int TakesMore { get; set; } = int.MaxValue;

    /// <summary>A recipient whose letters it refuses.</summary>
    internal string? Refused { get; set; }

    internal TokenMint Mint => new(Keys, Host.Clock);

    internal ReturnPathMint Paths => new(Keys, Host.Clock);

    /// <summary>What came back.</summary>
    internal BounceBook Book => new(Host.Database, Host.Lists, sharing: true);

    /// <summary>A mail comes; what it is answered with.</summary>
    internal Outcome Receive(string from, string recipient, string subject = "", string body = "", string? returnPath = null, params string[] fields)
    {
        string message =
            $"{string.Concat(fields.Select(field => field + "\n"))}From: {from}\nTo: {recipient}\nSubject: {subject}\n"
            + $"Date: Mon, 23 Nov 2026 10:00:00 +0000\nMessage-ID: <{++_number}.{Host.Name}@example.net>\n\n{body}";
        return Receive(Encoding.UTF8.GetBytes(message), recipient, returnPath ?? from);
    }

    internal Outcome Receive(byte[] message, string recipient, string returnPath)
    {
        using var input = new MemoryStream(message);
        var journalLock = new JournalLock(Path.Combine(_folder.Path, "journal.lock"));
        var lists = new SubscriptionStore(Host.Database, Host.Lists);
        using ISubmitter submitter = new Submitter(this);
        var posts = new PostRoad(lists, new PostJournal(Host.Database, journalLock), new NoClaims(), submitter, () => Paths, new AuthorAuthentication([AuthservId]));
        var lifeSigns = new LifeSigns(lists, new Recovery(lists, Book, Host.Clock));
        return new MailRoads(lists, posts, () => Road(lists, journalLock), () => Returns(lists, journalLock), post => lifeSigns.Take(post)).Travel(Envelope.Parse(returnPath, recipient), input, new MemoryStream());
    }

    /// <summary>A mail comes that was looked up while the list was as it is not any more.</summary>
    internal Outcome ReceiveLate(ListSnapshot list, byte[] message, string recipient, string returnPath)
    {
        using var input = new MemoryStream(message);
        var lists = new SubscriptionStore(Host.Database, Host.Lists);
        var envelope = Envelope.Parse(returnPath, recipient);
        Destination destination = Destination.Readings(envelope.Recipient).First(reading => reading.List.Equals(list.Address));
        return Road(lists, new JournalLock(Path.Combine(_folder.Path, "journal.lock"))).Travel(envelope, destination, list, input, new MemoryStream());
    }

    /// <summary>The one letter that was sent, which is taken out.</summary>
    internal SentLetter Letter()
    {
        SentLetter letter = Assert.Single(Sent);
        Assert.Empty(letter.ReturnPath);
        Sent.Clear();
        return letter;
    }

    /// <summary>The letters that were sent, which are taken out.</summary>
    internal IReadOnlyList<SentLetter> Letters()
    {
        SentLetter[] letters = [.. Sent];
        Sent.Clear();
        return letters;
    }

    /// <summary>Something is done at the shell.</summary>
    internal T Write<T>(Func<SubscriptionChanges, T> work) => Write((lists, letters) => work(new SubscriptionChanges(lists, letters)));

    /// <summary>What time does to addresses from which mail comes back.</summary>
    internal void Sweep()
    {
        foreach (Action<Correspondence> step in new BounceSweep(new SubscriptionStore(Host.Database, Host.Lists), Book, Paths, Host.Clock).Steps())
        {
            Write((_, letters) =>
            {
                step(letters);
                return true;
            });
        }
    }

    private T Write<T>(Func<SubscriptionStore, Correspondence, T> work)
    {
        var lists = new SubscriptionStore(Host.Database, Host.Lists);
        Correspondence letters = Writing().Begin(Mint, Occasion.None);
        string errand = $"shell {++_number}";
        T result = lists.Write(() =>
        {
            T done = work(lists, letters);
            new OutboxTable(Host.Database).Put(errand, letters.Written);
            return done;
        });
        Outbox().Send(errand);
        return result;
    }

    /// <summary>The letters that wait for the MTA, with those of processes that are gone.</summary>
    internal Outbox Outbox()
    {
        var journal = new RequestJournal(Host.Database, new JournalLock(Path.Combine(_folder.Path, "journal.lock")));
        return new Outbox(new OutboxTable(Host.Database), journal, () => new Submitter(this), Host.Clock);
    }

    public void Dispose()
    {
        Host.Dispose();
        _folder.Dispose();
    }

    private BounceRoad Returns(SubscriptionStore lists, JournalLock journalLock)
    {
        var journal = new RequestJournal(Host.Database, journalLock);
        var outbox = new Outbox(new OutboxTable(Host.Database), journal, () => new Submitter(this), Host.Clock);
        return new BounceRoad(lists, Book, journal, outbox, Writing(), Mint, Paths);
    }

    private RequestRoad Road(SubscriptionStore lists, JournalLock journalLock)
    {
        var journal = new RequestJournal(Host.Database, journalLock);
        var outbox = new Outbox(new OutboxTable(Host.Database), journal, () => new Submitter(this), Host.Clock);
        return new RequestRoad(lists, journal, outbox, Writing(), Mint, new AuthorAuthentication([AuthservId]));
    }

    private Writing Writing() => new(new Templates(new NoTemplates()), new LetterTable(Host.Database, sharing: true), Limits, Host.Clock);

    private sealed class NoTemplates : ITemplateFiles
    {
        public TemplateFile? Open(string path) => null;
    }

    private sealed class Submitter(MailHost host) : ISubmitter
    {
        public void Submit(Batch batch, CookedMessage message)
        {
            if (!host.IsMtaThere || host.TakesMore-- <= 0 || batch.Recipients.Any(recipient => recipient.Text == host.Refused))
            {
                throw Core.Failures.Failure.Temporary("there is no MTA");
            }

            using var bytes = new MemoryStream();
            message.WriteTo(bytes);
            host.Sent.Add(new SentLetter(batch.ReturnPath, [.. batch.Recipients.Select(recipient => recipient.Text)], bytes.ToArray()));
        }

        public void Dispose()
        {
        }
    }
}
