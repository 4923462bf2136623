using System.Text.Json;

using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

/// <summary>What `check` found out, for people and for programs.</summary>
/// <param name="Sender">The envelope sender that was asked about.</param>
/// <param name="Recipient">The recipient.</param>
/// <param name="Verdict">The verdict; null: the recipient is none of ours.</param>
/// <param name="Post">What was known of the message; null: the envelope alone was looked at.</param>
internal sealed record Finding(string Sender, string Recipient, Verdict? Verdict, PostHead? Post)
{
    /// <summary>Writes it to standard output.</summary>
    internal void Write(bool asJson)
    {
        if (!asJson)
        {
            Console.Out.WriteLine(string.Join(Environment.NewLine, Lines().Select(Table.Plain)));
            return;
        }

        using Stream output = Console.OpenStandardOutput();
        Json.Write(output, WriteJson);
    }

    // The first line is the sender's.
    private IEnumerable<string> Lines()
    {
        string stage = Post is null ? "at RCPT" : "at the end of the message";
        string By(string rule, string detail) => $"{stage}, by the rule {rule}{(detail.Length > 0 ? $": {detail}" : string.Empty)}";
        IEnumerable<string> verdict = Verdict switch
        {
            null => ["none of ours: the configuration's `domains` do not name its domain"],
            Verdict.Reject(var status, var text, var rule, var detail) => [$"{status} {text}", By(rule, detail)],
            Verdict.Discard(_, var rule, var detail) => ["dropped, and the sender does not hear of it", By(rule, detail)],
            _ => ["taken", Post is null ? $"{stage}; what the message itself says is not known (--message)" : stage],
        };
        return verdict.Concat(Authors.Select(author => $"author {author.Address}: {What(author)}"));
    }

    private IReadOnlyList<Author> Authors => Post?.Authors ?? [];

    private static string What(Author author)
    {
        string who = author.Rule is { } rule ? rule.ToString() : author.IsOwner ? "an owner" : author.Subscriber is not null ? "a subscriber" : "neither a subscriber nor an owner";
        return author.IsAuthenticated switch
        {
            true => $"{who}; the MTA vouches for the domain",
            false => $"{who}; the MTA does not vouch for the domain",
            null => who,
        };
    }

    private void WriteJson(Utf8JsonWriter json)
    {
        (string verdict, string? status, string? text, string? rule, string? detail) = Verdict switch
        {
            null => ("not-ours", null, null, null, null),
            Verdict.Reject reject => ("reject", reject.Status, reject.Text, reject.Rule, reject.Detail),
            Verdict.Discard discard => ("discard", null, discard.Text, discard.Rule, discard.Detail),
            _ => ("accept", null, null, null, (string?)null),
        };
        json.WriteStartObject();
        json.WriteString("sender", Sender);
        json.WriteString("recipient", Recipient);
        json.WriteString("stage", Post is null ? "rcpt" : "message");
        json.WriteString("verdict", verdict);
        json.WriteString("status", status);
        json.WriteString("text", text);
        json.WriteString("rule", rule);
        json.WriteString("detail", detail);
        json.WriteStartArray("authors");
        foreach (Author author in Authors)
        {
            json.WriteStartObject();
            json.WriteString("address", author.Address.Text);
            json.WriteBoolean("owner", author.IsOwner);
            json.WriteBoolean("subscriber", author.Subscriber is not null);
            json.WriteString("posting", Words.Of(author.Right));
            json.WritePropertyName("authenticated");
            json.WriteRawValue(author.IsAuthenticated is { } isAuthenticated ? isAuthenticated ? "true" : "false" : "null");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
