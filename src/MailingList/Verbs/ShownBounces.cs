using System.Text.Json;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Standing;
using MailingList.Output;

namespace MailingList.Verbs;

/// <summary>What came back, as `bounces` shows it: a table for people, JSON for programs.</summary>
internal static class ShownBounces
{
    private const string None = "-";

    /// <summary>A list's subscribers from whom mail came back.</summary>
    internal static void OfList(IReadOnlyList<BouncedAddress> bounced, bool asJson)
    {
        if (asJson)
        {
            using Stream output = Console.OpenStandardOutput();
            Json.WriteArray(output, bounced, Write);
        }
        else if (bounced.Count > 0)
        {
            Table.Write(Console.Out,
            [
                ["address", "since", "class", "next step", "what the other host said"],
                .. bounced.Select(one => (string[])[one.Address.Text, Day(one.Bounces.Count > 0 ? one.Bounces[0].Day : null), Class(one.Last), one.Next.Text, Said(one.Last)]),
            ]);
        }
    }

    /// <summary>One address: how it stands, and each mail that came back.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="next">What becomes of it; null: nothing.</param>
    /// <param name="standing">How it stands; null: nothing is noted of that.</param>
    /// <param name="known">What came back, the oldest first.</param>
    /// <param name="asJson">Whether a program asks.</param>
    internal static void OfAddress(EmailAddress address, NextStep? next, AddressStanding? standing, IReadOnlyList<Bounce> known, bool asJson)
    {
        if (asJson)
        {
            using Stream output = Console.OpenStandardOutput();
            Json.Write(output, json => Write(json, address, next, standing, known));
            return;
        }

        string how = next?.Text
            ?? (standing is not null ? $"cleared on {IsoDate.Of(standing.Since)}, by way of {standing.List}" : "nothing came back");
        Console.Out.WriteLine($"{Table.Plain(address.Text)}: {how}");
        if (known.Count > 0)
        {
            Table.Write(Console.Out,
            [
                ["sent on", "came back", "list", "class", "status", "what the other host said"],
                .. known.Select(bounce => (string[])
                    [IsoDate.Of(bounce.Day), $"{bounce.Noted:yyyy-MM-dd HH:mm:ss}", bounce.List.Text, Class(bounce), bounce.Status ?? None, Said(bounce)]),
            ]);
        }
    }

    private static string Day(DateOnly? day) => day is { } known ? IsoDate.Of(known) : None;

    private static string Class(Bounce? bounce) => bounce is null ? None : Words.Of(bounce.Class);

    private static string Said(Bounce? bounce) => (bounce?.Host, bounce?.Text) switch
    {
        ({ } host, { } text) => $"{host}: {text}",
        ({ } host, null) => host,
        (null, { } text) => text,
        _ => None,
    };

    private static void Write(Utf8JsonWriter json, BouncedAddress bounced)
    {
        json.WriteStartObject();
        json.WriteString("address", bounced.Address.Text);
        json.WriteString("since", bounced.Bounces.Count > 0 ? IsoDate.Of(bounced.Bounces[0].Day) : null);
        json.WriteNumber("bounces", bounced.Bounces.Count);
        Write(json, bounced.Last);
        Write(json, bounced.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EmailAddress address, NextStep? next, AddressStanding? standing, IReadOnlyList<Bounce> known)
    {
        json.WriteStartObject();
        json.WriteString("address", address.Text);
        json.WriteString("state", standing is null ? null : Words.Of(standing.State));
        json.WriteString("state-since", standing is null ? null : IsoDate.Of(standing.Since));
        json.WriteString("state-list", standing?.List.Text);
        Write(json, next);
        json.WriteStartArray("bounces");
        foreach (Bounce bounce in known)
        {
            json.WriteStartObject();
            json.WriteString("sent", IsoDate.Of(bounce.Day));
            json.WriteString("came-back", bounce.Noted);
            json.WriteString("list", bounce.List.Text);
            Write(json, bounce);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Bounce? bounce)
    {
        json.WriteString("class", bounce is null ? null : Words.Of(bounce.Class));
        json.WriteString("status", bounce?.Status);
        json.WriteString("host", bounce?.Host);
        json.WriteString("text", bounce?.Text);
    }

    private static void Write(Utf8JsonWriter json, NextStep? next)
    {
        json.WriteString("next", next switch
        {
            NextStep.Counted => "counted",
            NextStep.Probed => "probed",
            NextStep.Off => "off",
            NextStep.Uncounted => "uncounted",
            _ => null,
        });
        switch (next)
        {
            case NextStep.Counted(var days, var needed):
                json.WriteNumber("days", days);
                json.WriteNumber("needed", needed);
                break;
            case NextStep.Probed(var day):
                json.WriteString("probed-on", IsoDate.Of(day));
                break;
            case NextStep.Off(var since, var removal):
                json.WriteString("off-since", IsoDate.Of(since));
                json.WriteString("removal-on", IsoDate.Of(removal));
                break;
            case NextStep.Uncounted(var why):
                json.WriteString("why", why);
                break;
            default:
                break;
        }
    }
}
