using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>What subscribers do, through a real Postfix, which has nothing but mails to go by.</summary>
public sealed class LifeByMailTests : IDisposable
{
    private const string Subscribe = "dev-subscribe@lists.example.org";
    private const string Request = "dev-request@lists.example.org";

    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly Postfix _postfix;
    private readonly MailUser _bob;

    public LifeByMailTests()
    {
        _postfix = new Postfix(_sandbox);
        _bob = new MailUser(_postfix, "Bob.Builder@example.net");
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _sandbox.Dispose();
    }

    [PostfixFact]
    public void A_whole_life_by_mail_alone()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"], "posting=subscribers");

        _bob.Write(Subscribe);
        MimeMessage question = _bob.Receive();
        Assert.Equal("auto-replied", question.Headers["Auto-Submitted"]);
        Assert.Equal("dev-owner@lists.example.org", question.From.Mailboxes.Single().Address);
        _bob.Reply(question);
        Assert.Equal("Welcome to dev", _bob.Receive().Subject);

        _bob.Write(list, "hello", "Hello.\n");
        Assert.Equal(["Bob.Builder@example.net", "ann@a.example"], Assert.Single(_postfix.WaitForCopies(1)).Recipients.Order(StringComparer.Ordinal));
        _postfix.Sink.Clear();

        _bob.Write(Request, "set vacation until 2036-01-31");
        _bob.Reply(_bob.Receive());
        Assert.Contains("> set vacation until 2036-01-31\ndone", _bob.Receive().TextBody, StringComparison.Ordinal);
        _bob.Write(list, "hello again", "Hello.\n");
        Assert.Equal(["ann@a.example"], Assert.Single(_postfix.WaitForCopies(1)).Recipients);
        _postfix.Sink.Clear();

        _bob.Write(Request, "", "set vacation off\nset own-posts off\n-- \nBob\n");
        _bob.Reply(_bob.Receive());
        Assert.Contains("> set own-posts off\ndone", _bob.Receive().TextBody, StringComparison.Ordinal);

        var builder = new MailUser(_postfix, "bob@new.example");
        _bob.Write(Request, "change-address bob@new.example");
        _bob.Reply(_bob.Receive());
        IReadOnlyList<Copy> toBoth = _postfix.WaitForCopies(2);
        MimeMessage toNew = MailUser.Parse(toBoth.Single(copy => copy.Recipients.Contains("bob@new.example")));
        _postfix.Sink.Clear();
        builder.Reply(toNew);
        _postfix.WaitForCopies(2);
        _postfix.Sink.Clear();
        Assert.Equal(["ann@a.example", "bob@new.example"], Subscribers(list));

        builder.Write("dev-unsubscribe@lists.example.org");
        builder.Reply(builder.Receive());
        Assert.Equal("You have left dev", builder.Receive().Subject);
        Assert.Equal(["ann@a.example"], Subscribers(list));

        string why = _sandbox.Ok("why", list, "bob@new.example").Output;
        Assert.Contains("from Bob.Builder@example.net", why, StringComparison.Ordinal);
        Assert.Contains("unsubscribed", why, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void The_delimiter_is_the_sender_s_choice()
    {
        _sandbox.CreateList("dev", []);
        _bob.Write("dev+subscribe@lists.example.org");
        MimeMessage question = _bob.Receive();
        string token = question.ReplyTo.Mailboxes.Single().Address["dev-confirm+".Length..];
        _bob.Write($"dev+confirm-{token}");
        Assert.Equal("Welcome to dev", _bob.Receive().Subject);
    }

    [PostfixFact]
    public void A_vacation_program_that_answers_the_confirmation_confirms_nothing()
    {
        string list = _sandbox.CreateList("dev", []);
        _bob.Write(Subscribe);
        MimeMessage question = _bob.Receive();
        _bob.Reply(question, "I am away.\n", "Auto-Submitted: auto-replied\n");
        _bob.ReceiveNothing();
        Assert.Empty(Subscribers(list));
    }

    private string[] Subscribers(string list) =>
        [.. _sandbox.Ok("subscribers", list).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal)];
}
