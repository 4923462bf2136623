using CommandLine;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Hosting;

namespace MailingList.Verbs;

[Verb("subscribe", HelpText = "Subscribe addresses to a list, or change how they are subscribed.")]
[Teach(
    """
    Examples:
      mailinglist subscribe dev@lists.example.org bob@example.net
      mailinglist subscribe dev@lists.example.org bob@example.net --name "Bob B."
      mailinglist subscribe dev@lists.example.org robot@example.net --delivery none --posting allow
      mailinglist subscribe dev@lists.example.org bob@example.net --vacation 2027-01-31
      mailinglist subscribe dev@lists.example.org eve@example.net --confirm

    The robot may post, whatever the list's policy, and gets nothing; Bob gets nothing before that day. What is not
    said stays as it is. Nobody is written to, for these are people who agreed, unless you say --welcome; with
    --confirm they are asked first, as by a mail of their own to the list's -subscribe address, and subscribed when
    they answer.
    """)]
internal sealed class SubscribeVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Value(1, MetaName = "ADDRESS", Min = 1, HelpText = "Who, as address or `Name <address>`.")]
    public IEnumerable<string> Addresses { get; set; } = [];

    [Option("name", MetaValue = "NAME", HelpText = "The display name; empty takes it away.")]
    public string? Name { get; set; }

    [Option("delivery", MetaValue = "MODE", HelpText = "How the posts come: each (default) or none.")]
    public string? Delivery { get; set; }

    [Option("posting", MetaValue = "RIGHT", HelpText = "What they may post: default (as the list's policy says), allow or deny.")]
    public string? Posting { get; set; }

    [Option("own-posts", MetaValue = "on|off", HelpText = "Whether their own posts come back to them: on (default) or off.")]
    public string? OwnPosts { get; set; }

    [Option("vacation", MetaValue = "DAY", HelpText = "No posts before that day (UTC), such as 2027-01-31; off ends it.")]
    public string? Vacation { get; set; }

    [Option("welcome", HelpText = "Write the list's welcome to those who are new.")]
    public bool Welcome { get; set; }

    [Option("confirm", HelpText = "Ask them first: they are subscribed when they have answered.")]
    public bool Confirm { get; set; }

    internal override int Run()
    {
        Cause cause = Operator.Cause();
        List<SubscriberRequest> requests = [.. Addresses.Select(Request)];
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        if (requests.Exists(request => request.Address.Equals(list.Address)))
        {
            throw Failure.Usage($"{list.Address} cannot subscribe to itself");
        }

        return Confirm ? Ask(session, list, requests, cause) : Put(session, list, requests, cause);
    }

    private int Put(Session session, ListSnapshot list, List<SubscriberRequest> requests, Cause cause)
    {
        List<Change> done = new LetterDesk(session).Run(
            (changes, _) => requests.ConvertAll(request => changes.Subscribe(list, request, cause, greet: Welcome))).Result;
        foreach ((SubscriberRequest request, Change change) in requests.Zip(done))
        {
            string what = change switch
            {
                Change.Added => "subscribed",
                Change.Altered => "changed",
                _ => "was subscribed so already",
            };
            Console.Out.WriteLine($"{request.Address}: {what}");
        }

        return ExitCodes.Done;
    }

    private int Ask(Session session, ListSnapshot list, List<SubscriberRequest> requests, Cause cause)
    {
        if (Welcome || requests.Exists(request => request is not { Name: null, Posting: null, OwnPosts: null, Vacation: null }))
        {
            throw Failure.Usage("--confirm takes no other option than --delivery: what else there is can be set when they have answered");
        }

        List<string> done = new LetterDesk(session).Run(
            (changes, letters) => requests.ConvertAll(request => changes.Invite(list, request, cause))).Result;
        foreach ((SubscriberRequest request, string what) in requests.Zip(done))
        {
            Console.Out.WriteLine($"{request.Address}: {what}");
        }

        return ExitCodes.Done;
    }

    private SubscriberRequest Request(string text)
    {
        if (!MailboxList.TryParseOne(text, out string? name, out EmailAddress? address, out string? reason))
        {
            throw new Failure(FailureKind.BadData, "5.1.3", $"'{text}' {reason}");
        }

        if (Name is not null && !DisplayName.TryNormalise(Name, out name, out reason))
        {
            throw Failure.Usage($"--name '{Name}' {reason}");
        }

        bool? ownPosts = Word<OnOff>("own-posts", OwnPosts) is { } word ? word == OnOff.On : null;
        return new SubscriberRequest(address, name, Word<DeliveryMode>("delivery", Delivery), Word<PostingRight>("posting", Posting), ownPosts, Until());
    }

    private DateOnly? Until() =>
        Vacation is null ? null
        : Core.Lists.Vacation.TryParse(Vacation, out DateOnly until) ? until
        : throw Failure.Usage($"--vacation '{Vacation}' is not {Core.Lists.Vacation.Accepted}");

    private static T? Word<T>(string option, string? text)
        where T : struct, Enum =>
        text is null ? null
        : Words.TryParse(text, out T value) ? value
        : throw Failure.Usage($"--{option} '{text}' is none of {Words.Choices<T>()}");
}
