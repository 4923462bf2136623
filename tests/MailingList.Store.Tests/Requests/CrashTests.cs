using MailingList.Core;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>The MTA refuses, a process is killed, a mail comes again: a change has its letter, once.</summary>
public sealed class CrashTests : MailTest
{
    private static readonly byte[] Mine = Bytes($"From: {Bob}\nMessage-ID: <1@example.net>\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n");

    [Fact]
    public void Where_the_MTA_takes_nothing_the_change_stays_and_the_letter_goes_out_at_the_next_try()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        byte[] reply = Bytes($"From: {Bob}\nMessage-ID: <2@example.net>\n\nconfirm {TokenIn(question)}\n");
        Mail.IsMtaThere = false;

        Failure failure = Assert.Throws<Failure>(() => Mail.Receive(reply, Confirm, Bob));

        Assert.Equal(FailureKind.Temporary, failure.Kind);
        Assert.NotNull(Find());
        IReadOnlyList<string> before = State();
        Assert.Throws<Failure>(() => Mail.Receive(reply, Confirm, Bob));

        Mail.IsMtaThere = true;
        Outcome outcome = Mail.Receive(reply, Confirm, Bob);

        Assert.Equal(["again: dealt with before"], Assert.IsType<Outcome.Answered>(outcome).Done);
        Assert.Equal("Welcome to dev", Mail.Letter().Subject);
        Assert.Equal(before, State());
        Mail.Receive(reply, Confirm, Bob);
        Assert.Empty(Mail.Sent);
    }

    [Theory]
    [InlineData(Subscribe)]
    [InlineData(Unsubscribe)]
    [InlineData(Request)]
    [InlineData("dev-help@lists.example.org")]
    public void The_same_mail_twice_is_answered_once(string recipient)
    {
        Mail.Host.Subscribe("other@example.net");

        Mail.Receive(Mine, recipient, Bob);
        Mail.Receive([.. "Received: from a by b; x\n"u8, .. Mine], recipient, Bob);

        Assert.Single(Mail.Letters());
    }

    [Fact]
    public void The_same_mail_to_two_roles_is_two_mails()
    {
        Mail.Receive(Mine, Subscribe, Bob);
        Mail.Receive(Mine, "dev-help@lists.example.org", Bob);

        Assert.Equal(2, Mail.Letters().Count);
    }

    [Fact]
    public void Two_mails_of_which_a_program_made_no_Message_ID_are_told_apart()
    {
        Mail.Receive(Bytes($"From: {Bob}\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\nhelp\n"), Request, Bob);
        Mail.Receive(Bytes($"From: {Bob}\nDate: Mon, 23 Nov 2026 10:00:01 +0000\n\nhelp\n"), Request, Bob);

        Assert.Equal(2, Mail.Letters().Count);
    }

    [Fact]
    public void Of_several_letters_those_go_out_that_have_not_and_no_other()
    {
        Mail.Host.SetOwners(Dev, Olga, "otto@example.org", "nina@example.org");
        Set(Setting.Subscription, "approve");
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        byte[] reply = Bytes($"From: {Bob}\nMessage-ID: <2@example.net>\n\nconfirm {TokenIn(question)}\n");
        Mail.TakesMore = 2;

        Assert.Throws<Failure>(() => Mail.Receive(reply, Confirm, Bob));
        Assert.Equal(2, Mail.Letters().Count);
        Mail.TakesMore = int.MaxValue;
        Mail.Receive(reply, Confirm, Bob);

        Assert.Equal(2, Mail.Letters().Count);
    }

    [Fact]
    public void What_a_process_left_behind_is_sent_by_another_after_a_while()
    {
        Mail.IsMtaThere = false;
        Assert.Throws<Failure>(() => Mail.Receive(Mine, Subscribe, Bob));
        Mail.IsMtaThere = true;

        Mail.Outbox().SendLeft();
        Assert.Empty(Mail.Sent); // its own process may still be at it
        Clock.Now += TimeSpan.FromMinutes(11);
        Mail.Outbox().SendLeft();
        Mail.Outbox().SendLeft();

        Assert.StartsWith("Please confirm", Mail.Letter().Subject, StringComparison.Ordinal);
        Mail.Receive(Mine, Subscribe, Bob);
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void A_letter_that_the_MTA_never_takes_keeps_no_other_back()
    {
        Mail.IsMtaThere = false;
        Assert.Throws<Failure>(() => Mail.Receive("poison@example.net", Subscribe));
        Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Throws<Failure>(() => Mail.Receive(Bob, Subscribe));
        Clock.Now += TimeSpan.FromMinutes(11);
        Mail.IsMtaThere = true;
        Mail.Refused = "poison@example.net";

        IReadOnlyList<string> failed = Mail.Outbox().SendLeft();

        Assert.Equal(Bob, Mail.Letter().To);
        Assert.Single(failed);
    }

    [Fact]
    public void What_goes_wrong_before_the_end_leaves_nothing_behind()
    {
        IReadOnlyList<string> before = State();
        Mail.Host.Database.Execute("CREATE TEMP TRIGGER broken BEFORE INSERT ON errand BEGIN SELECT RAISE(ABORT, 'broken'); END");

        Assert.ThrowsAny<Exception>(() => Mail.Receive(Mine, Subscribe, Bob));

        Assert.Empty(Mail.Sent);
        Assert.Equal(before, State());
        Mail.Host.Database.Execute("DROP TRIGGER broken");
        Mail.Receive(Mine, Subscribe, Bob);
        Assert.Single(Mail.Letters());
    }

    [Fact]
    public void A_mail_that_is_refused_can_come_again()
    {
        byte[] mail = Bytes("Message-ID: <1@example.net>\n\n");

        Assert.Throws<Failure>(() => Mail.Receive(mail, Subscribe, Bob));
        Assert.Throws<Failure>(() => Mail.Receive(mail, Subscribe, Bob));
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void A_list_that_is_changed_while_the_mail_is_read_is_taken_as_it_is_now()
    {
        ListSnapshot before = Mail.Host.List()!;
        Set(Setting.Subscription, "closed");

        Mail.ReceiveLate(before, Mine, Subscribe, Bob);

        Assert.Equal("You cannot join dev by mail", Mail.Letter().Subject);
    }

    [Fact]
    public void A_list_that_is_deleted_while_the_mail_is_read_is_none()
    {
        ListSnapshot before = Mail.Host.List()!;
        Mail.Host.Delete();

        Failure failure = Assert.Throws<Failure>(() => Mail.ReceiveLate(before, Mine, Subscribe, Bob));

        Assert.Equal(FailureKind.NoSuchList, failure.Kind);
        Assert.Empty(Mail.Sent);
    }
}
