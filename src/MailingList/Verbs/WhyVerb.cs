using System.Globalization;
using System.Text.Json;

using CommandLine;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("why", HelpText = "Tell how and when an address came onto a list, changed, or left, and by what message.")]
[Teach(
    """
    Examples:
      mailinglist why dev@lists.example.org bob@example.net
      mailinglist why dev@lists.example.org bob@example.net --json

    A line for each event of the last 90 days, on whatever host it happened, the oldest first: when (UTC), on which
    host, what, by which way and whom, what more there is to say, and the Message-ID of the mail that did it. Of those
    who came earlier, or by a file, it is told when and how they came. Exit code 67 when nothing is known of them.
    """)]
internal sealed class WhyVerb : Verb
{
    [Value(0, MetaName = "LIST", Required = true, HelpText = "The list's address.")]
    public string List { get; set; } = string.Empty;

    [Value(1, MetaName = "ADDRESS", Required = true, HelpText = "Who.")]
    public string Address { get; set; } = string.Empty;

    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run()
    {
        EmailAddress address = Session.Address(Address);
        using Session session = Session.Open(Config);
        ListSnapshot list = session.List(List);
        Subscriber? subscriber = session.Lists.FindSubscriber(list, address);
        IReadOnlyList<SubscriberEvent> events = WithArrival(session.Subscriptions.Events(list, address), subscriber);
        if (AsJson)
        {
            using Stream output = Console.OpenStandardOutput();
            Json.WriteArray(output, events, Write);
        }
        else
        {
            Console.Out.WriteLine(Now(list, address, subscriber, events));
            Table.Write(Console.Out, [.. events.Select(Row)]);
        }

        return events.Count > 0 ? ExitCodes.Done : ExitCodes.NoSuchList;
    }

    // Their own record tells how they came where no event does: it was long ago, or one of many in a file.
    private static IReadOnlyList<SubscriberEvent> WithArrival(IReadOnlyList<SubscriberEvent> events, Subscriber? subscriber)
    {
        bool isTold = subscriber is null
            || events.Any(known => known.Kind is SubscriberEventKind.Subscribed or SubscriberEventKind.Moved && known.Stamp >= subscriber.Life);
        return isTold
            ? events
            : [.. events.Append(new SubscriberEvent(subscriber!.Address, SubscriberEventKind.Subscribed, new Cause(subscriber.Origin, string.Empty), string.Empty, subscriber.Life))
                .OrderBy(known => known.Stamp)];
    }

    private static string Now(ListSnapshot list, EmailAddress address, Subscriber? subscriber, IReadOnlyList<SubscriberEvent> events) =>
        subscriber is not null ? $"{subscriber.Address} is subscribed to {list.Address} since {Time(subscriber.Life)}, delivery {Words.Of(subscriber.Delivery)}{Bounced(subscriber)}"
        : events.Count > 0 ? $"{address} is not subscribed to {list.Address}"
        : $"nothing is known of {address} on {list.Address}";

    private static string Bounced(Subscriber subscriber) =>
        subscriber.BouncedSince is { } since ? $", but none since {IsoDate.Of(since)}: mail came back (`mailinglist bounces` tells more)" : string.Empty;

    private static string[] Row(SubscriberEvent known) =>
        [Time(known.Stamp), known.Stamp.Host, Words.Of(known.Kind), known.Cause.Origin, known.Cause.By, Detail(known), known.Cause.MessageId ?? string.Empty];

    // Their words alone say little to whoever has not read how bounces are counted.
    private static string Detail(SubscriberEvent known) => known.Kind switch
    {
        SubscriberEventKind.Probed => "mail came back too often: a probe was sent",
        SubscriberEventKind.Stopped => "the probe came back: no posts any more",
        SubscriberEventKind.Resumed => "posts come again",
        _ => known.Detail,
    };

    private static string Time(Stamp stamp) => stamp.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, SubscriberEvent known)
    {
        json.WriteStartObject();
        json.WriteString("time", known.Stamp.Time);
        json.WriteString("host", known.Stamp.Host);
        json.WriteString("event", Words.Of(known.Kind));
        json.WriteString("origin", known.Cause.Origin);
        json.WriteString("by", known.Cause.By);
        json.WriteString("detail", known.Detail);
        json.WriteString("message-id", known.Cause.MessageId);
        json.WriteEndObject();
    }
}
