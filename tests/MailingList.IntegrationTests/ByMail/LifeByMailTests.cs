using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>What subscribers do, through a real MTA, which has nothing but mails to go by.</summary>
public abstract class LifeByMailTests(MailHost host)
{
    [MtaFact]
    public void A_whole_life_by_mail_alone()
    {
        host.Begin();
        MailUser bob = host.User("Bob.Builder@life.example");
        string list = host.NewOpenList("life", ["ann@a.example"], "posting=subscribers");
        bob.Write("life-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        Assert.Equal("auto-replied", question.Headers["Auto-Submitted"]);
        Assert.Equal("life-owner@lists.example.org", question.From.Mailboxes.Single().Address);
        bob.Reply(question);
        Assert.Equal("Welcome to life", bob.Receive().Subject);

        bob.Write(list, "hello", "Hello.\n");
        Assert.Equal(["Bob.Builder@life.example", "ann@a.example"], Assert.Single(host.Mta.WaitForCopies(1)).Recipients.Order(StringComparer.Ordinal));
        host.Mta.Sink.Clear();

        bob.Write("life-request@lists.example.org", "set vacation until 2036-01-31");
        bob.Reply(bob.Receive());
        Assert.Contains("> set vacation until 2036-01-31\ndone", bob.Receive().TextBody, StringComparison.Ordinal);
        bob.Write(list, "hello again", "Hello.\n");
        Assert.Equal(["ann@a.example"], Assert.Single(host.Mta.WaitForCopies(1)).Recipients);
        host.Mta.Sink.Clear();

        bob.Write("life-request@lists.example.org", "", "set vacation off\nset own-posts off\n-- \nBob\n");
        bob.Reply(bob.Receive());
        Assert.Contains("> set own-posts off\ndone", bob.Receive().TextBody, StringComparison.Ordinal);

        var builder = host.User("bob@new-life.example");
        bob.Write("life-request@lists.example.org", "change-address bob@new-life.example");
        bob.Reply(bob.Receive());
        IReadOnlyList<Copy> toBoth = host.Mta.WaitForCopies(2);
        MimeMessage toNew = MailUser.Parse(toBoth.Single(copy => copy.Recipients.Contains("bob@new-life.example")));
        host.Mta.Sink.Clear();
        builder.Reply(toNew);
        host.Mta.WaitForCopies(2);
        host.Mta.Sink.Clear();
        Assert.Equal(["ann@a.example", "bob@new-life.example"], host.Subscribers(list));

        builder.Write("life-unsubscribe@lists.example.org");
        builder.Reply(builder.Receive());
        Assert.Equal("You have left life", builder.Receive().Subject);
        Assert.Equal(["ann@a.example"], host.Subscribers(list));

        string why = host.Sandbox.Ok("why", list, "bob@new-life.example").Output;
        Assert.Contains("from Bob.Builder@life.example", why, StringComparison.Ordinal);
        Assert.Contains("unsubscribed", why, StringComparison.Ordinal);
    }

    [MtaFact]
    public void The_delimiter_is_the_sender_s_choice()
    {
        host.Begin();
        MailUser bob = host.User("bob@delimiter.example");
        host.NewOpenList("delimiter", []);
        bob.Write("delimiter+subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        string token = question.ReplyTo.Mailboxes.Single().Address["delimiter-confirm+".Length..];
        bob.Write($"delimiter+confirm-{token}");
        Assert.Equal("Welcome to delimiter", bob.Receive().Subject);
    }

    [MtaFact]
    public void A_vacation_program_that_answers_the_confirmation_confirms_nothing()
    {
        host.Begin();
        MailUser bob = host.User("bob@away.example");
        string list = host.NewOpenList("away", []);
        bob.Write("away-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        bob.Reply(question, "I am away.\n", "Auto-Submitted: auto-replied\n");
        bob.ReceiveNothing();
        Assert.Empty(host.Subscribers(list));
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class LifeByMailWithPostfixTests(PostfixHost host) : LifeByMailTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class LifeByMailWithEximTests(EximHost host) : LifeByMailTests(host);
