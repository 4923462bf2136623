using MailingList.Core;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>Programs that answer programs.</summary>
public sealed class LoopsTests : MailTest
{
    private const string Ann = "ann@example.net";

    public static TheoryData<string> Roles => [.. RoleNames.All.Prepend(string.Empty)];

    public static TheoryData<string> Marks =>
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-replied (vacation)",
        "X-Autoreply: yes",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autorespond: x",
        "List-Id: <dev.lists.example.org>",
        "Subject: Automatic reply: Please confirm",
        "Subject: Abwesenheitsnotiz: x",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    ];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Our_own_letter_that_comes_back_is_answered_nowhere(string role)
    {
        Mail.Receive(Bob, Subscribe);
        byte[] question = Mail.Letters()[0].Raw;
        Mail.Receive(Bob, "dev-help@lists.example.org");
        byte[] help = Mail.Letters()[0].Raw;
        string recipient = role.Length == 0 ? Dev : $"dev-{role}@lists.example.org";

        AssertNoAnswer(question, recipient, string.Empty);
        AssertNoAnswer(help, recipient, string.Empty);
        AssertNoAnswer(question, recipient, Bob);
        AssertNoAnswer(help, recipient, "dev-owner@lists.example.org");
        Assert.Empty(Mail.Host.Subscribers());
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void A_bounce_is_answered_nowhere(string role)
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        byte[] bounce = Bytes(
            $"From: MAILER-DAEMON@example.net (Mail Delivery System)\nTo: {ReplyTo(question)}\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <b@example.net>\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nsubscribe\n"
            + $"confirm {TokenIn(question)}\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--\n");

        foreach (string returnPath in (string[])["", "<>", "MAILER-DAEMON", "MAILER-DAEMON@example.net"])
        {
            AssertNoAnswer(bounce, role.Length == 0 ? Dev : $"dev-{role}@lists.example.org", returnPath);
        }

        AssertNoAnswer(bounce, ReplyTo(question), string.Empty);
        Assert.Empty(Mail.Host.Subscribers());
    }

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_vacation_program_that_answers_the_question_confirms_nothing(string mark)
    {
        Mail.Receive(Ann, Subscribe);
        SentLetter question = Mail.Letter();
        byte[] answer = Bytes($"{mark}\nFrom: {Ann}\nMessage-ID: <v@example.net>\nIn-Reply-To: <{question.Message.MessageId}>\n\nI am away.\n\n{Quoted(question)}\n");

        Outcome outcome = Mail.Receive(answer, ReplyTo(question), Ann);

        Assert.IsType<Outcome.Dropped>(outcome);
        Assert.Empty(Mail.Sent);
        Assert.Null(Find(Ann));
        // And whoever comes back can still confirm.
        Reply(question, Ann);
        Assert.NotNull(Find(Ann));
    }

    [Fact]
    public void One_that_shows_in_nothing_that_it_is_a_program_gets_one_letter_and_no_other()
    {
        Mail.Receive(Ann, Subscribe);

        // It answers whatever comes, to Reply-To or From, and quotes it.
        int answered = 0;
        while (Mail.Sent.Count > 0 && answered < 10)
        {
            SentLetter letter = Mail.Letter();
            Assert.Equal(Ann, letter.To);
            answered++;
            string to = letter.Message.ReplyTo.Mailboxes.Concat(letter.Message.From.Mailboxes).First().Address;
            Mail.Receive(Ann, to, $"I am away: {letter.Subject}", $"I am away.\n{Quoted(letter)}");
            Mail.Sent.RemoveAll(sent => sent.To == Olga); // a mail to the owners goes on to them
        }

        // The question, which it confirms, for nobody can tell it from its owner; and the greeting, whose answer goes to people.
        Assert.Equal(2, answered);
    }

    [Fact]
    public void Two_hosts_whose_lists_answer_each_other_stop_at_one_mail()
    {
        using var other = new MailHost("mx.example.com");
        other.Host.Create("news@lists.example.com", "otto@example.com");

        foreach (string from in (string[])["help", "subscribe", "confirm", "owner", "request", "join"])
        {
            Mail.Receive($"news-{from}@lists.example.com", "dev-help@lists.example.org");
            int letters = 0;
            while (Mail.Sent.Count > 0 && letters < 10)
            {
                SentLetter letter = Mail.Letter();
                letters++;
                Receive(other, letter);
                // What goes on to the owners has reached people.
                foreach (SentLetter back in other.Letters().Where(letter => letter.To != "otto@example.com"))
                {
                    letters++;
                    Receive(Mail, back);
                }
            }

            Assert.Equal(from == "request" ? 0 : 1, letters); // -request is a program's name
        }
    }

    [Theory]
    [InlineData("dev@lists.example.org")]
    [InlineData("dev-owner@lists.example.org")]
    [InlineData("dev-help@lists.example.org")]
    [InlineData("DEV+confirm+abc@lists.example.org")]
    [InlineData("news@lists.example.com")]
    public void A_mail_whose_author_is_a_list_of_ours_is_dropped(string author)
    {
        Mail.Host.Create("news@lists.example.com", Olga);

        Outcome outcome = Mail.Receive(author, Subscribe, returnPath: "eve@example.net");

        Assert.Equal($"its author {author} is a list's address", Assert.IsType<Outcome.Dropped>(outcome).Reason);
        Assert.Empty(Mail.Sent);
    }

    [Theory]
    [InlineData("noreply@example.net")]
    [InlineData("no-reply@example.net")]
    [InlineData("news-bounces@lists.example.com")]
    [InlineData("mailer-daemon@example.net")]
    public void Nobody_who_does_not_read_is_answered(string author)
    {
        Assert.IsType<Outcome.Dropped>(Mail.Receive(author, Subscribe));

        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void What_was_dropped_once_is_dropped_again()
    {
        byte[] mail = Bytes($"Auto-Submitted: auto-replied\nFrom: {Ann}\nMessage-ID: <1@example.net>\n\n");

        Assert.IsType<Outcome.Dropped>(Mail.Receive(mail, Subscribe, Ann));
        Assert.IsType<Outcome.Dropped>(Mail.Receive(mail, Subscribe, Ann));
    }

    [Fact]
    public void A_list_that_is_subscribed_to_another_answers_none_of_its_posts()
    {
        Set(Setting.Posting, "open");
        Mail.Host.Create("news@lists.example.com", Olga);
        Mail.Host.Subscribe("news-subscribe@lists.example.com");
        Mail.Receive(Ann, Dev, "hello", "Hello.\n");
        SentLetter post = Assert.Single(Mail.Letters());
        Assert.Equal("news-subscribe@lists.example.com", post.To);

        Assert.IsType<Outcome.Dropped>(Mail.Receive(post.Raw, post.To, post.ReturnPath));
        Assert.Empty(Mail.Sent);
    }

    private static void Receive(MailHost host, SentLetter letter)
    {
        try
        {
            host.Receive(letter.Raw, letter.To, letter.ReturnPath);
        }
        catch (Failure failure)
        {
            Assert.Equal(FailureKind.NoSuchList, failure.Kind);
        }
    }

    private void AssertNoAnswer(byte[] mail, string recipient, string returnPath)
    {
        try
        {
            Outcome outcome = Mail.Receive(mail, recipient, returnPath);
            if (recipient.StartsWith("dev-owner", StringComparison.Ordinal))
            {
                // Owners hear of everything; and what came with the null return path goes on with it.
                Assert.All(Mail.Letters(), letter => Assert.Equal((Olga, returnPath.Contains('@', StringComparison.Ordinal) && !returnPath.StartsWith("MAILER", StringComparison.Ordinal)), (letter.To, letter.ReturnPath.Length > 0)));
                return;
            }

            Assert.True(outcome is Outcome.Dropped or Outcome.Refused, $"{recipient}: {outcome.GetType().Name}");
        }
        catch (Failure failure)
        {
            // Bounces and moderation are not there yet.
            Assert.Equal(FailureKind.NoSuchList, failure.Kind);
        }

        Assert.Empty(Mail.Sent);
    }
}
