using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Programs that answer everything, and mail that comes back: nothing goes round.</summary>
public abstract class AutomaticAnswersTests(MailHost host)
{
    private const string Owner = "owner@answers.example";

    // Nothing of what RFC 3834 asks for: it answers to whatever address there is, marks nothing, and may quote it all.
    [MtaFact]
    public void A_responder_that_marks_nothing_and_answers_every_letter_comes_to_an_end()
    {
        string list = NewList("naive", "subscription=confirm");
        MailUser quoting = host.User("quoting@answers.example");
        MailUser away = host.User("away@answers.example");
        MailUser prefixed = host.User("prefixed@answers.example");
        MailUser[] all = [quoting, away, prefixed];
        Assert.All(all, user => user.Write("naive-subscribe@lists.example.org"));

        Dictionary<string, int> letters = Count(
            letter => quoting.Reply(letter, "I am away.\n"),
            letter => away.Write(letter.From.Mailboxes.Single().Address, "away", "I am away.\n"),
            letter => prefixed.Write((letter.ReplyTo.Mailboxes.FirstOrDefault() ?? letter.From.Mailboxes.Single()).Address, $"Automatic reply: {letter.Subject}", letter.TextBody!));

        // Whoever sends all of a question back has confirmed it: that is what answering is. The welcome is from the owners, and so it is
        // people who get what is answered to that.
        Assert.Equal(2, letters[quoting.Address]);
        Assert.Equal(1, letters[away.Address]);
        Assert.Equal(1, letters[prefixed.Address]);
        Assert.Equal(2, letters[Owner]);
        Assert.Equal([quoting.Address], host.Subscribers(list));

        void Answer(string recipient, MimeMessage letter, Action<MimeMessage>[] answers)
        {
            int number = Array.FindIndex(all, user => user.Address == recipient);
            if (number >= 0)
            {
                answers[number](letter);
            }
        }

        Dictionary<string, int> Count(params Action<MimeMessage>[] answers)
        {
            var counts = new Dictionary<string, int>();
            for (int rounds = 0; ; rounds++)
            {
                host.Mta.WaitUntilEmpty();
                IReadOnlyList<Copy> copies = host.Mta.Sink.Copies();
                if (copies.Count == 0)
                {
                    return counts;
                }

                Assert.InRange(rounds, 0, 5);
                host.Mta.Sink.Clear();
                foreach (Copy copy in copies)
                {
                    string recipient = Assert.Single(copy.Recipients);
                    counts[recipient] = counts.GetValueOrDefault(recipient) + 1;
                    Answer(recipient, MailUser.Parse(copy), answers);
                }
            }
        }
    }

    [MtaFact]
    public void What_is_written_in_a_list_s_own_name_or_another_program_s_is_answered_to_neither()
    {
        NewList("selfish");
        NewList("other");
        foreach (string author in (string[])["selfish@lists.example.org", "other-request@lists.example.org", "other+confirm@lists.example.org", "dev-request@far.example", "MAILER-DAEMON@far.example"])
        {
            host.Mta.Send("selfish-subscribe@lists.example.org", Some.Post("confirm\nhelp\n", author), "eve@answers.example");
            host.Mta.Send("selfish-request@lists.example.org", Some.Post("help\n", author), "eve@answers.example");
        }

        host.User("eve@answers.example").ReceiveNothing();
    }

    [MtaFact]
    public void A_bounce_of_a_letter_goes_to_the_owners_where_it_is_addressed_to_them_and_confirms_nothing()
    {
        string list = NewList("bounced");
        MailUser bob = host.User("bob@bounced.example");
        bob.Write("bounced-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        byte[] bounce = Some.Post($"Your message could not be delivered.\n\n{question.TextBody}", "MAILER-DAEMON@bounced.example", "Auto-Submitted: auto-replied\n");
        // Without a mark of its own, it is the null return path that tells.
        byte[] unmarked = Some.Post(question.TextBody!, bob.Address);
        string confirm = question.ReplyTo.Mailboxes.Single().Address;
        foreach (string address in (string[])[confirm, "bounced-confirm@lists.example.org", "bounced-request@lists.example.org", "bounced-subscribe@lists.example.org"])
        {
            host.Mta.Send(address, bounce, "");
            host.Mta.Send(address, unmarked, "");
        }

        bob.ReceiveNothing();
        Assert.Empty(host.Subscribers(list));
        Assert.Contains($"to={confirm} from=<> ", File.ReadAllText(host.Sandbox.Log), StringComparison.Ordinal);
        Assert.Contains(" dropped: the null return path", File.ReadAllText(host.Sandbox.Log), StringComparison.Ordinal);

        host.Mta.Send("bounced-owner@lists.example.org", bounce, "");
        Copy toOwner = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal((string.Empty, Owner), (toOwner.ReturnPath, Assert.Single(toOwner.Recipients)));
        host.Mta.Sink.Clear();

        // It is still good for who answers.
        bob.Reply(question);
        Assert.Equal("Welcome to bounced", bob.Receive().Subject);
    }

    private string NewList(string name, params string[] settings)
    {
        host.Begin();
        return host.NewList(name, [Owner], settings);
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class AutomaticAnswersWithPostfixTests(PostfixHost host) : AutomaticAnswersTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class AutomaticAnswersWithEximTests(EximHost host) : AutomaticAnswersTests(host);
