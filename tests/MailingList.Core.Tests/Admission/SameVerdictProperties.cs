using System.Text;

using CsCheck;

using MailingList.Core.Admission;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission;

/// <summary>
/// A message as a milter is shown it, while the sender waits, and as it is piped to us afterwards: with the MTA's own fields on top, and
/// other line ends. Whatever the list and the message, the verdict is the same.
/// </summary>
public sealed class SameVerdictProperties
{
    private static readonly string[] Recipients =
    [
        Some.ListAddress, Some.ListAddress, Some.ListAddress, Some.ListAddress, "dev-owner@lists.example.org", "dev-subscribe@lists.example.org", "dev-request@lists.example.org",
    ];

    private static readonly string[] People = [Some.Author, "berta@example.net", Some.Owner, "Carla <carla@mail.example.net>", "dora@example.com", "undisclosed:;", "no address", string.Empty];

    private static readonly string[] Patterns = [Some.Author, "@example.net", "*@*.example.net", "@example.com", Some.Owner, "*@*"];

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<SenderRule> Rule = Gen.Select(
        Any(Patterns), Gen.Bool, Gen.Bool, (pattern, allows, isSite) => Some.Rule(pattern, allows ? PostingRight.Allow : PostingRight.Deny, isSite ? RuleScope.Site : RuleScope.List));

    private static readonly Gen<HeaderRule> FieldRule = Gen.Select(
        Any("X-Spam-Flag: yes", "X-Spam-Flag: *e*", "Subject: *", "Received: by this host", "X-Odd: \u00fc*"), Gen.Bool,
        (pattern, discards) => Some.HeaderRule(pattern, discards ? HeaderAction.Discard : HeaderAction.Reject));

    private static readonly Gen<FakeLists> Lists = Gen.Select(
        Gen.Select(Any(Enum.GetValues<PostingPolicy>()), Any(Enum.GetValues<AuthorCheck>()), Any(0L, 10, 20), (posting, check, size) =>
            Some.Settings(posting, size) with { AuthorCheck = check }),
        Rule.Array[0, 2],
        FieldRule.Array[0, 2],
        Any(Enum.GetValues<PostingRight>()),
        (settings, senders, headers, right) =>
        {
            var lists = new FakeLists(Some.List(settings)).With("carla@mail.example.net");
            lists.Add(Some.Subscriber(Some.Author, right));
            lists.Senders.AddRange(senders);
            lists.Headers.AddRange(headers);
            return lists;
        });

    private static readonly Gen<(string Name, string Value)> Field = Gen.OneOf(
        Any(People).Select(person => ("From", person)),
        Gen.Select(Any(People), Any(People), (one, other) => ("From", $"{one},\n {other}")),
        Gen.Select(Any(People), Any("root", "CEO <ceo@-corp.example>", "<<>>"), (one, none) => ("From", $"{none}, {one}")),
        Any("no", "auto-replied", "auto-generated", "(a\n comment) auto-generated").Select(value => ("Auto-Submitted", value)),
        Any("dev@lists.example.org", "users@lists.example.org").Select(value => ("X-MailingList-Loop", value)),
        Any("<dev.lists.example.org>", "Users\n\t<users.lists.example.org>").Select(value => ("List-Id", value)),
        Any("YES", "no", string.Empty).Select(value => ("X-Spam-Flag", value)),
        Any("\u00fcber", "\u00fc\n b").Select(value => ("X-Odd", value)),
        Gen.Const(("Received", "from a by b")),
        Gen.Select(
            Any(Some.AuthservId, "MX.Example.Org", "mx.evil.example"),
            Any("dmarc=pass header.from=example.net", "dmarc=fail header.from=example.net", "dkim=pass (2048 bit)\n header.d=example.net", "spf=pass smtp.mailfrom=anna@example.net", "none", "\"broken"),
            (id, results) => ("Authentication-Results", $"{id};\n\t{results}")));

    private static readonly Gen<(string Name, string Space, string Value)[]> Fields = Gen.Select(
        // Half of them are a subscriber's, or most messages would end at the first rules.
        Any<(string, string, string)[]>([], [("From", " ", Some.Author)]),
        Gen.Select(Field, Any(string.Empty, " ", "  ", "\t"), (field, space) => (field.Name, space, field.Value)).Array[0, 7],
        Gen.Frequency((20, Gen.Const(0)), (1, Gen.Int[28, 31])),
        (author, fields, hops) => ((string, string, string)[])[.. author, .. fields, .. Enumerable.Repeat(("Received", " ", "from a by b"), hops)]);

    private static readonly Gen<string> Body = Gen.String[Gen.Char["a\n"], 0, 24];

    private static string AtMilter(FakeLists lists, Envelope envelope, (string Name, string Space, string Value)[] fields, string body)
    {
        var size = new BodySize();
        foreach (byte[] chunk in Encoding.UTF8.GetBytes(body.ReplaceLineEndings("\r\n")).Chunk(5))
        {
            size.Add(chunk);
        }

        // The protocol leaves out one space behind the colon.
        HeaderBlock header = HeaderBlock.OfArriving(fields.Select(field => ((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(field.Name),
            (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes((field.Space.StartsWith(' ') ? field.Space[1..] : field.Space) + field.Value))));
        return Describe(new MessageAdmission(lists, new AuthorAuthentication([Some.AuthservId])).Judge(envelope, header, size.Bytes).Verdict);
    }

    private static string AtPipe(FakeLists lists, Envelope envelope, (string Name, string Space, string Value)[] fields, string body)
    {
        string text = $"Return-Path: <{envelope.ReturnPath}>\nReceived: from mail.example.net by mx.example.org\n\tfor <{envelope.Recipient}>\n"
            + $"{string.Concat(fields.Select(field => $"{field.Name}:{field.Space}{field.Value}\n"))}\n{body}";
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Addressed mail = Addressed.Find(lists, envelope)!;
        return Describe(AdmissionRules.Judge(
            new Reception(lists, new AuthorAuthentication([Some.AuthservId])).Receive(envelope, mail.Destination, mail.List, input, new MemoryStream())));
    }

    private static string Describe(Verdict verdict) => verdict.ToString();

    [Fact]
    public void A_milter_and_the_pipe_come_to_the_same_verdict()
    {
        Dictionary<string, int> seen = [];
        Gen.Select(Lists, Any(Recipients), Any(Some.Author, "dora@example.com", string.Empty, "odd"), Fields, Body).Sample(
            (lists, recipient, returnPath, fields, body) =>
            {
                Envelope envelope = Envelope.Parse(returnPath, recipient);
                string verdict = AtMilter(lists, envelope, fields, body);
                lock (seen)
                {
                    string rule = verdict.Contains("Rule = ", StringComparison.Ordinal) ? verdict.Split("Rule = ")[1].Split(',')[0] : "accept";
                    seen[rule] = seen.GetValueOrDefault(rule) + 1;
                }

                Assert.Equal(AtPipe(lists, envelope, fields, body), verdict);
            },
            iter: 20_000);

        // Each rule must have had its turn, or nothing would have been tried.
        Assert.All((string[])["accept", "loop", "denied", "automatic", "header", "size", "posting", "author-check"], rule => Assert.True(seen.GetValueOrDefault(rule) > 50, rule));
    }
}
