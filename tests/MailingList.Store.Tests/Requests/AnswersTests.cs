using System.Text;

using MailingList.Core.Lists;

using MimeKit;

namespace MailingList.Store.Tests.Requests;

/// <summary>What the letters are like (RFC 3834), whatever they say.</summary>
public sealed class AnswersTests : MailTest
{
    private static readonly string[] Languages = ["de", "en", "es", "fr", "ja"];

    public static TheoryData<string> BuiltIn => [.. Languages];

    [Fact]
    public void Every_letter_is_from_the_owners_to_one_recipient_from_the_null_return_path_and_says_that_it_is_automatic()
    {
        List<SentLetter> letters = ALifeFullOfLetters();

        Assert.All(letters, letter =>
        {
            MimeMessage message = letter.Message;
            Assert.Empty(letter.ReturnPath);
            Assert.Single(letter.Recipients);
            Assert.Equal("dev-owner@lists.example.org", message.From.Mailboxes.Single().Address);
            Assert.Equal("dev owner", message.From.Mailboxes.Single().Name);
            Assert.Equal(letter.Subject.Contains(" has ", StringComparison.Ordinal) ? "dev-owner@lists.example.org" : letter.To, message.To.Mailboxes.Single().Address);
            Assert.Empty(message.Cc);
            Assert.Contains(message.Headers["Auto-Submitted"], (string[])["auto-replied", "auto-generated"]);
            Assert.EndsWith("@lists.example.org", message.MessageId, StringComparison.Ordinal);
            Assert.Equal(Clock.Now, message.Date);
            Assert.False(string.IsNullOrWhiteSpace(letter.Subject));
            Assert.True(Ascii.IsValid(letter.Raw));
            Assert.DoesNotContain((byte)'\r', letter.Raw);
        });
        Assert.Equal(letters.Count, letters.Select(letter => letter.Message.MessageId).Distinct().Count());
    }

    [Fact]
    public void Only_the_author_gets_a_letter_that_belongs_to_their_thread()
    {
        Set(Setting.Notify, "on");
        Mail.Receive(Bytes($"From: {Bob}\nMessage-ID: <third@example.net>\nIn-Reply-To: <second@example.net>\nReferences: <first@example.net>\n <second@example.net>\n\n"), Subscribe, Bob);
        SentLetter question = Mail.Letter();
        Assert.Equal("third@example.net", question.Message.InReplyTo);
        Assert.Equal(["first@example.net", "second@example.net", "third@example.net"], question.Message.References);
        Assert.Equal("auto-replied", question.Message.Headers["Auto-Submitted"]);

        Reply(question, "bob@work.example");

        Assert.Equal(2, Mail.Sent.Count);
        Assert.All(Mail.Letters(), letter =>
        {
            Assert.Null(letter.Message.InReplyTo);
            Assert.Empty(letter.Message.References);
            Assert.Equal("auto-generated", letter.Message.Headers["Auto-Submitted"]);
            Assert.False(letter.Has("work.example"));
        });
    }

    [Theory]
    [InlineData("<1@example.net>\n Bcc: eve@example.net")]
    [InlineData("no identifier")]
    [InlineData("<1@example.net> <2@example.net>")]
    [InlineData("")]
    [InlineData("<%00%0A@example.net>")]
    public void What_stands_in_Message_ID_adds_nothing_to_the_letter(string id)
    {
        Mail.Receive(Bytes($"From: {Bob}\nMessage-ID: {id}\nReferences: {id} {id}\n\n"), Subscribe, Bob);

        SentLetter letter = Mail.Letter();
        Assert.All(letter.Message.Headers, field => Assert.Contains(
            field.Field, (string[])["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain("eve@", letter.Message.Headers["References"] ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_goes_back_to_where_it_is_understood()
    {
        Mail.Receive(Bob, Subscribe);
        Assert.StartsWith("dev-confirm", ReplyTo(Mail.Letter()), StringComparison.Ordinal);

        Mail.Receive(Bob, "dev-help@lists.example.org");
        Assert.Empty(Mail.Letter().Message.ReplyTo); // people read what is sent to -owner
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Letters_are_in_the_lists_language(string language)
    {
        Set(Setting.Language, language);
        Set(Setting.Description, "Für Gärtner – 庭師 – jardín");

        List<SentLetter> letters = ALifeFullOfLetters();

        Assert.All(letters, letter =>
        {
            Assert.True(Ascii.IsValid(letter.Raw));
            Assert.Equal("utf-8", letter.Message.Body!.ContentType.Charset);
            Assert.DoesNotContain("{", letter.Body + letter.Subject, StringComparison.Ordinal);
            Assert.DoesNotContain("�", letter.Body + letter.Subject, StringComparison.Ordinal);
            Assert.Equal(language == "en", letter.Body.Contains("This mail was written by the program", StringComparison.Ordinal) || letter.Body.Contains("wrote this mail", StringComparison.Ordinal));
        });
        Assert.Contains(letters, letter => letter.Body.Contains("Für Gärtner – 庭師 – jardín", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_language_says_everything()
    {
        string[] subjects = [.. Languages.Select(language =>
        {
            Mail.Host.Create($"{language}@lists.example.org", Olga);
            Set(Setting.Language, language, $"{language}@lists.example.org");
            Mail.Receive($"{language}@example.net", $"{language}-help@lists.example.org");
            return Mail.Letter().Subject.Replace(language, "X", StringComparison.Ordinal);
        })];

        Assert.Equal(Languages.Length, subjects.Distinct().Count());
    }

    [Fact]
    public void A_language_of_which_there_is_no_text_is_English()
    {
        Set(Setting.Language, "sv");

        Mail.Receive(Bob, Subscribe);

        Assert.StartsWith("Please confirm", Mail.Letter().Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bücher@example.net")]
    [InlineData("bob@bücher.example")]
    public void An_address_that_is_not_ASCII_is_written_as_its_hosts_take_it(string address)
    {
        Mail.Receive(address, Subscribe);

        SentLetter letter = Mail.Letter();
        Assert.Equal(address, letter.To);
        Assert.Equal(address[0] == 'b' && address[1] == 'ü', !Ascii.IsValid(letter.Raw));
        Assert.Contains($"    {address}\n", letter.Body, StringComparison.Ordinal);
        Reply(letter, address);
        Assert.NotNull(Find(address));
    }

    // All kinds of letters to a subscriber, and some to owners.
    private List<SentLetter> ALifeFullOfLetters()
    {
        var letters = new List<SentLetter>();
        SentLetter Next()
        {
            letters.AddRange(Mail.Sent);
            SentLetter last = Mail.Sent[^1];
            Mail.Sent.Clear();
            return last;
        }

        Set(Setting.Notify, "on");
        Mail.Receive(Bob, Subscribe);
        Reply(Next());
        Next();
        foreach (string command in (string[])["help", "info", "settings", "which", "who", "subscribe", "show", "dance", "set name Böb", "confirm x"])
        {
            Mail.Receive(Bob, Request, body: command + "\n");
            Next();
        }

        Mail.Host.Database.Execute("DELETE FROM letter"); // the question of the day
        Mail.Receive(Bob, Request, body: "change-address bob@work.example\n");
        Reply(Next());
        SentLetter toNew = Mail.Sent[0];
        Next();
        Reply(toNew, "bob@work.example");
        Next();
        Set(Setting.Subscription, "approve");
        Agree("ann@example.net", Subscribe);
        SentLetter toOlga = Mail.Sent[0];
        Next();
        Mail.Receive(Olga, AddressIn(toOlga, "reject"), body: "Grüße\n");
        Mail.Receive(Olga, AddressIn(toOlga, "accept"));
        Next();
        Set(Setting.Subscription, "closed");
        Mail.Receive("eve@example.net", Subscribe);
        Mail.Receive("eve@example.net", Unsubscribe);
        Mail.Receive("bob@work.example", Unsubscribe, fields: Authenticated("work.example"));
        Next();
        Set(Setting.Notify, "off");
        Mail.Host.Unsubscribe("bob@work.example");
        return letters;
    }
}
