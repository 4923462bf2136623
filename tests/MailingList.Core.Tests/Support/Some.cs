using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Claims;
using MailingList.Core.Expansion;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.ReturnPaths;

namespace MailingList.Core.Tests.Support;

/// <summary>Makes any valid thing, of which a test changes the one part that it is about.</summary>
internal static class Some
{
    internal const string ListAddress = "dev@lists.example.org";
    internal const string Owner = "olga@example.org";
    internal const string Author = "anna@example.net";

    internal const string AuthservId = "mx.example.org";

    internal static readonly ReturnPathMint Paths = new([new byte[32]], TimeProvider.System);

    internal static readonly Stamp Stamp = new(1_700_000_000_000, 0, "mx1.example.net");

    internal static EmailAddress Address(string text) => EmailAddress.Parse(text);

    internal static ListSettings Settings(
        PostingPolicy posting = PostingPolicy.Subscribers, long maxSize = 0, int batchSize = 1000) =>
        ListSettings.From(new Dictionary<string, string>()) with { Posting = posting, MaxSize = maxSize, BatchSize = batchSize, Verp = VerpPolicy.Never };

    internal static ListSnapshot List(ListSettings? settings = null, params string[] owners) => new(
        1,
        Address(ListAddress),
        "dev.lists.example.org",
        settings ?? Settings(),
        [.. (owners.Length == 0 ? [Owner] : owners).Select(Address)],
        Stamp);

    internal static Subscriber Subscriber(
        string address, PostingRight posting = PostingRight.Default, DeliveryMode delivery = DeliveryMode.Each, bool ownPosts = true) =>
        new(Address(address), null, delivery, posting, ownPosts, null, "shell", Stamp);

    /// <summary>The roads of a host to which nothing but posts comes.</summary>
    internal static MailRoads Road(IListReader lists, IPostJournal journal, ISubmitter submitter) => new(
        lists,
        new PostRoad(lists, journal, new NoClaims(), submitter, () => Paths, new AuthorAuthentication([AuthservId])),
        () => throw new InvalidOperationException("nothing is asked here"),
        () => throw new InvalidOperationException("nothing comes back here"),
        _ => { });

    internal static RawMessage Message(byte[] bytes)
    {
        using var input = new MemoryStream(bytes);
        return RawMessage.Receive(input, new MemoryStream());
    }

    internal static RawMessage Message(string text) => Message(Encoding.Latin1.GetBytes(text));

    /// <summary>A message from <see cref="Author"/> with these fields before its own ones.</summary>
    internal static RawMessage MessageWith(params string[] fields) =>
        Message($"{string.Concat(fields.Select(field => field + "\n"))}From: Anna <{Author}>\nSubject: hello\n\nHello.\n");

    internal static Author Writer(PostingRight right = PostingRight.Default, bool isOwner = false, bool isSubscriber = true, bool? isAuthenticated = null) => new(
        Address(Author), isOwner, isSubscriber ? Subscriber(Author, right) : null, right == PostingRight.Default ? null : Rule(Author, right), isAuthenticated);

    /// <summary>A rule about senders, of the list.</summary>
    internal static SenderRule Rule(string pattern, PostingRight right = PostingRight.Deny, RuleScope scope = RuleScope.List, string note = "") =>
        new(Pattern(pattern), right, scope, note);

    internal static SenderPattern Pattern(string text) =>
        SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason) ? pattern : throw new FormatException($"{text} {reason}");

    /// <summary>A rule about header fields, of the list.</summary>
    internal static HeaderRule HeaderRule(string pattern, HeaderAction action = HeaderAction.Reject, RuleScope scope = RuleScope.List) =>
        new(HeaderPattern.TryParse(pattern, out HeaderPattern? parsed, out string? reason) ? parsed : throw new FormatException(reason), action, scope);

    internal static Post Post(
        RawMessage? message = null,
        ListSnapshot? list = null,
        string recipient = ListAddress,
        Role role = Role.Post,
        string returnPath = Author,
        IReadOnlyList<Author>? authors = null)
    {
        list ??= List();
        message ??= MessageWith();
        var destination = new Destination(list.Address, role, string.Empty);
        return new Post(
            Envelope.Parse(returnPath, recipient), destination, list, message, authors ?? [Writer()], PostIdentity.Of(destination, message));
    }
}
