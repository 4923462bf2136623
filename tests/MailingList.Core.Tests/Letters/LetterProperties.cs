using System.Text;

using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Tests.Support;

using MimeKit;

namespace MailingList.Core.Tests.Letters;

/// <summary>Whatever the values are, the letter is what was meant.</summary>
public sealed class LetterProperties
{
    private const string Injection = "x\r\nBcc: eve@example.net\n\rX-Evil: 1\r\n\r\n<html>\0";

    private static readonly string[] Fields =
        ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "MIME-Version"];

    private static readonly string[] Domains = ["example.net", "EXAMPLE.net", "bücher.example", "a_b.example", "[192.0.2.1]", "xn--bcher-kva.example"];

    private static readonly LetterHead Head = SomeLetter.Head with { ReplyTo = Some.Address("dev-confirm@lists.example.org"), InReplyTo = "<a@b>", References = "<c@d>" };

    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.String[0, 200],
        Gen.String[Gen.Char["ab {}=?.<>@,\"\\\t\r\n\0äß日本\u2028\u0085\ud83d\ude00"], 0, 300],
        Gen.String[Gen.Char["From .\n=?utf-8?q?x?= "], 0, 100],
        Gen.Select(Gen.Char["xé日"], Gen.Int[900, 3000]).Select((character, length) => new string(character, length)));

    private static readonly Gen<EmailAddress> Address = Gen.Select(
            Gen.OneOf(
                Gen.String[Gen.Char["abcXYZ059!#$%&'*+-/=?^_`{|}~."], 1, 64],
                Gen.String[Gen.Char["abX .@,<>()[]:;ä'\\\""], 1, 30].Select(text => $"\"{text}\""),
                Gen.String[Gen.Char["aéß日本"], 1, 12]),
            Gen.Int[0, Domains.Length - 1].Select(i => Domains[i]))
        .Select((local, domain) => EmailAddress.TryParse($"{local}@{domain}", out EmailAddress? address, out _) ? address : null!)
        .Where(address => address is not null);

    [Fact]
    public void Any_value_stands_in_the_body_as_it_is() => Gen.Select(Value, Value).Sample((line, block) =>
    {
        (line, block) = ($"[{line}]", $"[{block}]");
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Rejected);
        values[Placeholders.Address] = line;
        values[Placeholders.Reason] = block;

        byte[] letter = Letter.Write(SomeLetter.Template("Subject: x\n\n{list}\n{address}\n{reason}\n", LetterKind.Rejected), values, Head);

        Assert.True(Ascii.IsValid(letter));
        Assert.All(Encoding.ASCII.GetString(letter).Split('\n'), written => Assert.True(written.Length <= 998));
        string oneLine = ShownInOneLine(line);
        string lines = Shown(block.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        Assert.Equal($"dev@lists.example.org\n{oneLine}\n{lines}\n", SomeLetter.Body(SomeLetter.Parse(letter)));
    });

    [Fact]
    public void Any_value_stands_in_the_Subject_as_one_line() => Gen.Select(Value, Gen.OneOf(Gen.Const("Über"), Gen.Const("About"))).Sample((value, about) =>
    {
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Help);
        values[Placeholders.Description] = value;

        byte[] letter = Letter.Write(SomeLetter.Template($"Subject: {about} [{{description}}]\n\n{{list}}\n"), values, Head);

        MimeMessage read = SomeLetter.Parse(letter);
        string[] words = ShownInOneLine($"{about} [{value}]").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(' ', words), read.Subject);
        Assert.Equal(Fields, read.Headers.Select(field => field.Field), StringComparer.OrdinalIgnoreCase);
        Assert.All(Encoding.ASCII.GetString(letter).Split('\n'), written => Assert.True(written.Length <= 998));
    });

    [Fact]
    public void No_value_adds_a_header_field_or_a_part() => Assert.All(LetterForm.All, form =>
    {
        foreach (string placeholder in form.Required.Concat(form.Optional))
        {
            Dictionary<string, string> values = SomeLetter.Values(form.Kind);
            values[placeholder] = Injection;
            string subject = Placeholders.IsBlock(placeholder) ? "x" : $"{{{placeholder}}}";
            string body = string.Concat(form.Required.Append(placeholder).Distinct().Select(each => $"{{{each}}}\n"));

            MimeMessage letter = SomeLetter.Parse(Letter.Write(SomeLetter.Template($"Subject: {subject}\n\n{body}", form.Kind), values, Head));

            Assert.Equal(Fields, letter.Headers.Select(field => field.Field), StringComparer.OrdinalIgnoreCase);
            Assert.Equal("text/plain", letter.Body!.ContentType.MimeType);
            Assert.Contains("Bcc: eve@example.net", SomeLetter.Body(letter), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Nor_does_what_stands_in_the_head() => Value.Sample(value =>
    {
        LetterHead head = Head with
        {
            From = new Mailbox(Head.From.Address, value + Injection),
            InReplyTo = $"<a@b> {value}{Injection}",
            References = $"{Injection}<c@d>{Injection}{value}",
        };

        MimeMessage letter = SomeLetter.Parse(Letter.Write(SomeLetter.Template("Subject: x\n\n{list}\n"), SomeLetter.Values(LetterKind.Help), head));

        Assert.Equal(Fields, letter.Headers.Select(field => field.Field), StringComparer.OrdinalIgnoreCase);
        MailboxAddress from = Assert.Single(letter.From.Mailboxes);
        Assert.Equal("dev-owner@lists.example.org", from.Address);
        Assert.Equal("a@b", letter.InReplyTo);
    });

    [Fact]
    public void Every_address_is_written_as_it_goes_on_the_wire() => Gen.Select(Address, Address, Address, Gen.Bool).Sample((from, to, replyTo, plain) =>
    {
        string name = plain ? "The \"Overview\", for all" : "Übersicht, die";
        LetterHead head = Head with { From = new Mailbox(from, name), To = to, ReplyTo = replyTo };

        MimeMessage letter = SomeLetter.Parse(Letter.Write(SomeLetter.Template("Subject: x\n\n{list}\n"), SomeLetter.Values(LetterKind.Help), head));

        Assert.Equal((from, name), (Read(letter.From), letter.From[0].Name));
        Assert.Equal(to, Read(letter.To));
        Assert.Equal(replyTo, Read(letter.ReplyTo));
    });

    private static EmailAddress Read(InternetAddressList field) => EmailAddress.Parse(Assert.Single(field.Mailboxes).Address);

    private static string ShownInOneLine(string value) =>
        Shown(value).Replace('\t', ' ').Replace('\n', ' ').Replace('\u2028', ' ').Replace('\u2029', ' ');

    // Control characters show nothing and become blanks; half a surrogate pair becomes the replacement character.
    private static string Shown(string value) => string.Concat(value.EnumerateRunes().Select(rune =>
        Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? " " : rune.ToString()));
}
