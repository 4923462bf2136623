using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>What a real Postfix says to RCPT, with the agent as its milter.</summary>
[Collection(OneMilterHost.Name)]
public sealed class RecipientTests(OneMilterHost host)
{
    private const string Author = "author@example.net";

    [PostfixFact]
    public void An_address_that_is_no_list_is_refused_and_the_others_of_the_message_are_taken()
    {
        string list = host.NewList("known");
        using var client = new SmtpClient(host.Port);
        string[] answers = client.Begin(Author, "nothing@lists.example.org", list, "somebody@elsewhere.example", "known-nonsense@Lists.Example.ORG");
        Assert.StartsWith("550 5.1.1 ", answers[0], StringComparison.Ordinal);
        Assert.Contains("there is no such list", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[1], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[2], StringComparison.Ordinal);
        Assert.StartsWith("550 5.1.1 ", answers[3], StringComparison.Ordinal);
        Assert.StartsWith("250 ", client.End(Some.Post()), StringComparison.Ordinal);
        Assert.Equal(["reader@known.example", "somebody@elsewhere.example"], host.Host.Sent().SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal));
    }

    [PostfixFact]
    public void A_token_is_taken_as_it_was_sent_and_refused_where_one_letter_is_another()
    {
        host.NewList("tokens", "subscription=confirm");
        var bob = new MailUser(host.Host.Postfix, "bob@b.example");
        bob.Write("tokens-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        string good = question.ReplyTo.Mailboxes.Single().Address;
        int at = good.IndexOf('+', StringComparison.Ordinal) + 3;
        string altered = $"{good[..at]}{(good[at] == '3' ? '4' : '3')}{good[(at + 1)..]}";
        string elsewhere = good.Replace("tokens-", "known-", StringComparison.Ordinal);
        string[] answers = SmtpClient.Recipients(host.Port, bob.Address, altered, good, good.ToUpperInvariant(), elsewhere);
        Assert.StartsWith("550 5.1.1 ", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[1], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[2], StringComparison.Ordinal);
        Assert.StartsWith("550 5.1.1 ", answers[3], StringComparison.Ordinal);
        bob.Reply(question);
        Assert.StartsWith("Welcome", bob.Receive().Subject, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_bounce_comes_to_the_owners_and_to_no_other_role()
    {
        string list = host.NewList("bounced");
        string[] answers = SmtpClient.Recipients(host.Port, string.Empty, "bounced-request@lists.example.org", list, "bounced-subscribe@lists.example.org", "bounced-owner@lists.example.org");
        Assert.All(answers[..3], answer => Assert.StartsWith("550 5.7.1 ", answer, StringComparison.Ordinal));
        Assert.Contains("takes no automatic mail", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[3], StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Nobody_subscribes_to_a_closed_list()
    {
        host.NewList("closed", "subscription=closed");
        string[] answers = SmtpClient.Recipients(host.Port, Author, "closed-subscribe@lists.example.org", "closed-unsubscribe@lists.example.org");
        Assert.StartsWith("550 5.7.1 nobody can subscribe to closed@lists.example.org by mail", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", answers[1], StringComparison.Ordinal);
    }

    [PostfixFact]
    public void Addresses_elsewhere_are_none_of_its_business()
    {
        string[] answers = SmtpClient.Recipients(host.Port, string.Empty, "a@elsewhere.example", "known-request@elsewhere.example", "postmaster@notlists.example.org");
        Assert.All(answers, answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
    }

    [PostfixFact]
    public void A_recipient_is_judged_by_what_Postfix_makes_of_what_was_typed()
    {
        const string Domain = "lists.example.org";
        host.NewList("typed");
        Assert.All(SmtpClient.Recipients(host.Port, Author, SmtpClient.Spellings("typed-nonsense", Domain)), answer => Assert.StartsWith("550 5.1.1 ", answer, StringComparison.Ordinal));
        Assert.All(SmtpClient.Recipients(host.Port, string.Empty, SmtpClient.Spellings("typed", Domain)), answer => Assert.StartsWith("550 5.7.1 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Author, Some.Post(), SmtpClient.Spellings("typed", Domain)), StringComparison.Ordinal);
        Assert.Equal(["reader@typed.example"], host.Host.Sent().SelectMany(copy => copy.Recipients));
    }

    [PostfixFact]
    public void A_sender_is_judged_by_what_Postfix_makes_of_what_was_typed()
    {
        string list = host.NewList("typed-sender");
        host.Host.Sandbox.Ok("deny", "add", list, "eve@evil.example");
        Assert.All(SmtpClient.Spellings("eve", "evil.example"), sender => Assert.StartsWith("550 5.7.1 ", SmtpClient.Recipients(host.Port, sender, list)[0], StringComparison.Ordinal));
        Assert.All(SmtpClient.Spellings("ann", "good.example"), sender => Assert.StartsWith("250 ", SmtpClient.Recipients(host.Port, sender, list)[0], StringComparison.Ordinal));
    }

    [PostfixFact]
    public void A_list_that_is_new_is_known_at_once_and_one_that_is_gone_is_unknown_at_once()
    {
        const string List = "new@lists.example.org";
        Assert.StartsWith("550 5.1.1 ", SmtpClient.Recipients(host.Port, Author, List)[0], StringComparison.Ordinal);
        host.NewList("new");
        Assert.StartsWith("250 ", SmtpClient.Recipients(host.Port, Author, List)[0], StringComparison.Ordinal);
        host.Host.Sandbox.Ok("delete", List, "--yes");
        Assert.StartsWith("550 5.1.1 ", SmtpClient.Recipients(host.Port, Author, List)[0], StringComparison.Ordinal);
    }
}
