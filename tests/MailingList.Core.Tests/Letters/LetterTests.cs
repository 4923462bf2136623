using System.Text;

using MailingList.Core.Letters;
using MailingList.Core.Tests.Support;

using MimeKit;

namespace MailingList.Core.Tests.Letters;

public sealed class LetterTests
{
    private const string Text = "Subject: Help for {list-name}\n\n{list}\n";

    [Fact]
    public void It_is_a_message_with_exactly_these_bytes()
    {
        LetterHead head = SomeLetter.Head with
        {
            ReplyTo = Some.Address("dev-confirm+abc@lists.example.org"),
            InReplyTo = "<q@example.net>",
            References = "<first@example.net> <second@example.net>",
        };

        Assert.Equal(
            """
            From: dev owner <dev-owner@lists.example.org>
            To: bob@example.net
            Reply-To: dev-confirm+abc@lists.example.org
            Subject: Help for dev
            Date: Sun, 31 Jan 2027 12:34:56 +0100
            Message-ID: <letter.1@lists.example.org>
            In-Reply-To: <q@example.net>
            References: <first@example.net>
             <second@example.net>
             <q@example.net>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            dev@lists.example.org

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(Write(Text, head: head)),
            ignoreCase: true);
    }

    [Fact]
    public void What_comes_of_the_programs_own_accord_says_so_and_answers_nothing()
    {
        MimeMessage letter = SomeLetter.Parse(Write(Text, head: SomeLetter.Head with { IsReply = false }));

        Assert.Equal("auto-generated", letter.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(["From", "To", "Subject", "Date", "Message-Id", "Auto-Submitted", "MIME-Version"], Names(letter), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Grüße an {list-name}", "Grüße an dev", "quoted-printable")]
    [InlineData("{list-name} への登録のご確認", "dev への登録のご確認", "base64")]
    public void Other_letters_than_ASCII_arrive_through_every_MTA(string subject, string expected, string encoding)
    {
        string words = expected + (encoding == "base64" ? string.Empty : new string('x', 60));

        byte[] bytes = Write($"Subject: {subject}\n\n{{list}}\n{words}\n");

        Assert.True(Ascii.IsValid(bytes));
        Assert.DoesNotContain((byte)'\r', bytes);
        MimeMessage letter = SomeLetter.Parse(bytes);
        Assert.Equal(expected, letter.Subject);
        Assert.Equal($"dev@lists.example.org\n{words}\n", SomeLetter.Body(letter));
        Assert.Equal(encoding, letter.Body!.Headers[HeaderId.ContentTransferEncoding]);
    }

    [Fact]
    public void A_subject_stays_whatever_is_empty()
    {
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Help);
        values[Placeholders.Description] = string.Empty;

        Assert.Equal("About:", SomeLetter.Parse(Write("Subject: About: {description}\n\n{list}\n", values)).Subject);
    }

    [Fact]
    public void Text_has_CRLF_inside_base_64()
    {
        string letter = Encoding.ASCII.GetString(Write("Subject: x\n\n{list}\n日本語の長い文章です。\n"));

        byte[] text = Convert.FromBase64String(letter[letter.IndexOf("\n\n", StringComparison.Ordinal)..]);
        Assert.Equal("dev@lists.example.org\r\n日本語の長い文章です。\r\n", Encoding.UTF8.GetString(text));
    }

    [Theory]
    [InlineData("dev owner", "From: dev owner <dev-owner@lists.example.org>")]
    [InlineData("dev.x owner", "From: \"dev.x owner\" <dev-owner@lists.example.org>")]
    [InlineData(null, "From: dev-owner@lists.example.org")]
    [InlineData(" \n", "From: dev-owner@lists.example.org")]
    public void A_name_is_quoted_where_it_needs_it(string? name, string expected) =>
        Assert.StartsWith(
            expected + "\n",
            Encoding.ASCII.GetString(Write(Text, head: SomeLetter.Head with { From = SomeLetter.Head.From with { Name = name } })),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(998, "7bit")]
    [InlineData(999, "quoted-printable")]
    public void A_line_that_is_too_long_for_SMTP_is_folded(int length, string encoding)
    {
        string line = new('x', length);

        byte[] bytes = Write($"Subject: x\n\n{{list}}\n{line}\n");

        Assert.All(Encoding.ASCII.GetString(bytes).Split('\n'), written => Assert.True(written.Length <= 998));
        MimeMessage letter = SomeLetter.Parse(bytes);
        Assert.Equal(encoding, letter.Body!.Headers[HeaderId.ContentTransferEncoding]);
        Assert.Equal($"dev@lists.example.org\n{line}\n", SomeLetter.Body(letter));
    }

    [Fact]
    public void A_value_is_missed_even_if_this_template_has_no_place_for_it()
    {
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Help);
        values.Remove(Placeholders.Description);

        ArgumentException error = Assert.Throws<ArgumentException>(() => Write(Text, values));

        Assert.StartsWith("help: there is no value for {description}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_knows_its_day()
    {
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Help);
        values.Remove(Placeholders.Date);

        Assert.Equal("dev@lists.example.org 2027-01-31\n", SomeLetter.Body(SomeLetter.Parse(Write("Subject: x\n\n{list} {date}\n", values))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("<a@b> <c@d>")]
    [InlineData("<a@b>\n")]
    [InlineData("<a b@c>")]
    public void What_is_no_Message_ID_is_a_bug(string id) =>
        Assert.Throws<ArgumentException>(() => Write(Text, head: SomeLetter.Head with { MessageId = id }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<>")]
    [InlineData("<a\r\nBcc: x@y>")]
    [InlineData("<ä@example.net>")]
    public void A_mail_without_a_Message_ID_is_answered_without_a_thread(string? id)
    {
        MimeMessage letter = SomeLetter.Parse(Write(Text, head: SomeLetter.Head with { InReplyTo = id, References = "<first@example.net>" }));

        Assert.DoesNotContain("In-Reply-To", Names(letter));
        Assert.DoesNotContain("References", Names(letter));
    }

    [Fact]
    public void Of_a_long_thread_the_first_and_the_last_are_named()
    {
        string references = string.Join("\r\n\t", Enumerable.Range(1, 500).Select(i => $"<{i}@example.net>"));

        MimeMessage letter = SomeLetter.Parse(Write(Text, head: SomeLetter.Head with { InReplyTo = " <501@example.net>\r\n", References = references }));

        Assert.Equal("501@example.net", letter.InReplyTo);
        Assert.Equal(["1@example.net", .. Enumerable.Range(483, 19).Select(i => $"{i}@example.net")], letter.References);
    }

    private static byte[] Write(string template, Dictionary<string, string>? values = null, LetterHead? head = null) =>
        Letter.Write(SomeLetter.Template(template), values ?? SomeLetter.Values(LetterKind.Help), head ?? SomeLetter.Head);

    private static IEnumerable<string> Names(MimeMessage letter) => letter.Headers.Select(field => field.Field);
}
