using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Addresses that are so long that no local part of 64 bytes holds a token for them.</summary>
public abstract class LongAddressTests(MailHost host)
{
    private const string Ann = "ann@long.example";

    // As long as an address can be: 64 bytes, and 254 with the domain.
    private static readonly string Longest =
        $"{new string('b', 64)}@{new string('c', 60)}.{new string('d', 60)}.{new string('e', 59)}.example";

    [MtaFact]
    public void A_token_that_fits_no_address_stands_in_the_subject_which_is_enough_for_an_answer()
    {
        host.Begin();
        string list = host.NewList("long", [Ann]);
        MailUser bob = host.User("Bartholomew.Longfellow.of.the.Northern.Department@long.example");
        bob.Write("long-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        Assert.Equal("long-confirm@lists.example.org", question.ReplyTo.Mailboxes.Single().Address);
        Assert.Matches(@"^Please confirm your subscription to long \[confirm [a-z0-9.=~]+\]$", question.Subject!);

        bob.Write("long-confirm@lists.example.org", $"AW: {question.Subject}", "Ja.\n");
        Assert.Equal("Welcome to long", bob.Receive().Subject);
        Assert.Equal([bob.Address], host.Subscribers(list));
    }

    [MtaFact]
    public void The_longest_address_there_can_be_lives_a_whole_life()
    {
        Assert.Equal(254, Longest.Length);
        host.Begin();
        string list = host.NewList("longest", [Ann], "subscription=approve", "notify=on");
        MailUser bob = host.User(Longest);
        bob.Write("longest-subscribe@lists.example.org");
        MimeMessage question = bob.Receive();
        Assert.DoesNotContain("[confirm", question.Subject, StringComparison.Ordinal);
        bob.Write("longest-confirm@lists.example.org", MailPrograms.FoldingReply(question.TextBody!, 60), "yes");

        // The owner, whose own address is short, gets addresses without tokens too, and copies the line as the letter says.
        MimeMessage toAnn = host.Letters(Longest, Ann)[1];
        Assert.Contains("\n    longest-accept@lists.example.org\n    confirm ", toAnn.TextBody, StringComparison.Ordinal);
        host.User(Ann).Write("longest-accept@lists.example.org", MailPrograms.HtmlReply(toAnn.TextBody!), "ok");
        Assert.Equal("Welcome to longest", host.Letters(Longest, Ann)[0].Subject);
        Assert.Equal([Longest], host.Subscribers(list));

        bob.Write("longest-request@lists.example.org", "set delivery none");
        bob.Write("longest-confirm@lists.example.org", MailPrograms.PhoneReply(bob.Receive().TextBody!), "ok");
        Assert.Contains("> set delivery none\ndone", bob.Receive().TextBody, StringComparison.Ordinal);

        bob.Write("longest-unsubscribe@lists.example.org");
        bob.Write("longest-confirm@lists.example.org", MailPrograms.OutlookReply(bob.Receive().TextBody!), "ok");
        Assert.Equal("You have left longest", host.Letters(Longest, Ann)[0].Subject);
        Assert.Empty(host.Subscribers(list));
    }

    [MtaFact]
    public void An_address_is_changed_from_the_longest_to_the_longest()
    {
        host.Begin();
        string list = host.NewList("moved", [Ann]);
        string to = Longest.Replace('b', 'n');
        host.Sandbox.Ok("subscribe", list, Longest);
        (MailUser before, MailUser after) = (host.User(Longest), host.User(to));
        before.Write("moved-request@lists.example.org", "", $"change-address\t<{to}>\n");
        before.Write("moved-confirm@lists.example.org", MailPrograms.FoldingReply(before.Receive().TextBody!, 70));
        MimeMessage question = host.Letters(Longest, to)[1];
        after.Write("moved-confirm@lists.example.org", MailPrograms.HtmlReply(question.TextBody!));
        host.Letters(Longest, to);
        Assert.Equal([to], host.Subscribers(list));
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class LongAddressWithPostfixTests(PostfixHost host) : LongAddressTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class LongAddressWithEximTests(EximHost host) : LongAddressTests(host);
