using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("subscribers", HelpText = "Show the subscribers of a list.")]
[Teach(
    """
    Examples:
      mailinglist subscribers dev@lists.example.org
      mailinglist subscribers dev@lists.example.org --find @example.net
      mailinglist subscribers dev@lists.example.org --json | jq -r '.[].address'

    One a line: address, delivery, posting right, own posts, vacation, since when, how they came, name. Where delivery is
    `bounced`, it is `each` but no posts go there, because mail came back: `mailinglist bounces LIST` tells more.
    """)]
internal sealed class SubscribersVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Option("find", MetaValue = "TEXT", HelpText = "Only those whose address or name has this text in it.")]
    public string? Find { get; set; }

    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(Config);
        IEnumerable<Subscriber> subscribers = session.Lists.Subscribers.All(session.List(List)).Where(Matches);
        using Stream output = Console.OpenStandardOutput();
        if (AsJson)
        {
            Json.WriteArray(output, subscribers, (json, subscriber) =>
            {
                json.WriteStartObject();
                json.WriteString("address", subscriber.Address.Text);
                json.WriteString("name", subscriber.Name);
                json.WriteString("delivery", Words.Of(subscriber.Delivery));
                json.WriteString("posting", Words.Of(subscriber.Posting));
                json.WriteBoolean("own-posts", subscriber.OwnPosts);
                json.WriteString("vacation", subscriber.Vacation is { } until ? IsoDate.Of(until) : null);
                json.WriteString("bounced-since", subscriber.BouncedSince is { } bounced ? IsoDate.Of(bounced) : null);
                json.WriteString("since", subscriber.Life.Time);
                json.WriteString("origin", subscriber.Origin);
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        // Not a table: its widths would be known only after the last of a million.
        using var writer = new StreamWriter(output);
        foreach (Subscriber subscriber in subscribers)
        {
            string line = $"{subscriber.Address,-40} {Delivery(subscriber),-7} {Words.Of(subscriber.Posting),-8} {OwnPosts(subscriber),-3} {Vacation.Of(subscriber.Vacation),-10} "
                + $"{subscriber.Life.Time:yyyy-MM-dd} {subscriber.Origin,-7} {subscriber.Name}";
            writer.WriteLine(Table.Plain(line).TrimEnd());
        }

        return ExitCodes.Done;
    }

    private static string Delivery(Subscriber subscriber) =>
        subscriber is { Delivery: DeliveryMode.Each, BouncedSince: not null } ? "bounced" : Words.Of(subscriber.Delivery);

    private static string OwnPosts(Subscriber subscriber) => Words.Of(subscriber.OwnPosts ? OnOff.On : OnOff.Off);

    private bool Matches(Subscriber subscriber) =>
        Find is null
        || subscriber.Address.Text.Contains(Find, StringComparison.OrdinalIgnoreCase)
        || (subscriber.Name?.Contains(Find, StringComparison.OrdinalIgnoreCase) ?? false);
}
