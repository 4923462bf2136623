using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>A list whose owners decide who comes onto it: two of them, and people who want to.</summary>
public abstract class ApprovalTests(MailHost host)
{
    private const string Ann = "ann@owners.example";
    private const string Zoe = "zoe@else.example";

    [MtaFact]
    public void The_first_decision_counts_and_the_other_owner_hears_of_it()
    {
        string list = NewList("accepting");
        MailUser bob = host.User("bob@accepted.example");
        (MimeMessage toAnn, MimeMessage toZoe) = Apply(bob, list);
        Assert.Equal("bob@accepted.example would like to join accepting", toAnn.Subject);
        Assert.NotEqual(AddressIn(toAnn, "accept"), AddressIn(toZoe, "accept"));
        Assert.Empty(host.Subscribers(list));

        host.User(Ann).Write(AddressIn(toAnn, "accept"));
        Assert.Equal("Welcome to accepting", bob.Receive().Subject);
        Assert.Equal([bob.Address], host.Subscribers(list));

        // The other one is late, whatever she says; and so is a second click.
        host.User(Zoe).Write(AddressIn(toZoe, "reject"), body: "Never.\n");
        Assert.Equal("accepting: it was decided already about bob@accepted.example", Assert.Single(host.Letters(Zoe)).Subject);
        host.User(Ann).Write(AddressIn(toAnn, "accept"));
        Assert.Equal("accepting: it was decided already about bob@accepted.example", Assert.Single(host.Letters(Ann)).Subject);
        Assert.Equal([bob.Address], host.Subscribers(list));
        Assert.Equal(
            ["asked mail bob@accepted.example", "applied mail bob@accepted.example", $"subscribed owner {Ann}"],
            host.Story(list, bob.Address));
    }

    [MtaFact]
    public void Who_is_refused_hears_the_owner_s_words_and_nothing_of_what_is_quoted_below()
    {
        string list = NewList("refusing");
        MailUser bob = host.User("bob@refused.example");
        (MimeMessage toAnn, MimeMessage toZoe) = Apply(bob, list);
        string quoted = string.Join('\n', toZoe.TextBody!.Split('\n').Select(line => $"> {line}"));
        host.User(Zoe).Write(AddressIn(toZoe, "reject"), $"Re: {toZoe.Subject}", $"We are full.\n\nTry again next year.\n\nOn Monday, dev wrote:\n\n{quoted}\n-- \nZoe\n");

        MimeMessage refused = bob.Receive();
        Assert.Equal("Your request to join refusing was refused", refused.Subject);
        Assert.Contains("\nWe are full.\n\nTry again next year.\n\nThis mail was written", refused.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(toZoe.TextBody!.Split("confirm ")[1].Split('\n')[0], refused.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoe", refused.TextBody, StringComparison.OrdinalIgnoreCase);

        host.User(Ann).Write(AddressIn(toAnn, "accept"));
        Assert.Equal("refusing: it was decided already about bob@refused.example", Assert.Single(host.Letters(Ann)).Subject);
        Assert.Empty(host.Subscribers(list));
        Assert.Equal($"refused owner {Zoe}", host.Story(list, bob.Address)[^1]);

        // Who was refused may ask again, and the owners are asked again.
        Apply(bob, list);
    }

    [MtaFact]
    public void Where_no_welcome_is_written_the_applicant_hears_the_outcome_all_the_same()
    {
        string list = NewList("silent", "welcome=off");
        MailUser bob = host.User("bob@silent.example");
        (MimeMessage toAnn, _) = Apply(bob, list);
        host.User(Ann).Write(AddressIn(toAnn, "accept"));
        Assert.Equal("You are subscribed to silent now", bob.Receive().Subject);
    }

    [MtaFact]
    public void One_mail_to_two_accept_addresses_lets_both_in()
    {
        string list = NewList("two-at-once");
        MailUser bob = host.User("bob@two.example");
        MailUser carl = host.User("carl@two.example");
        (MimeMessage forBob, _) = Apply(bob, list);
        (MimeMessage forCarl, _) = Apply(carl, list);

        // Postfix makes of it what it makes of any mail with two recipients: the same bytes for each.
        byte[] both = Some.Post("Both of you.\n", Ann);
        host.Mta.Send(AddressIn(forBob, "accept"), both, Ann);
        host.Mta.Send(AddressIn(forCarl, "accept"), both, Ann);
        Assert.All(host.Letters(bob.Address, carl.Address), letter => Assert.Equal("Welcome to two-at-once", letter.Subject));
        Assert.Equal([bob.Address, carl.Address], host.Subscribers(list));
    }

    [MtaFact]
    public void A_token_to_refuse_accepts_nobody_and_one_for_another_applicant_neither()
    {
        string list = NewList("mixed-up");
        (MimeMessage forBob, _) = Apply(host.User("bob@mixed.example"), list);
        string reject = TokenIn(forBob, "reject");
        string forged = TokenIn(forBob, "accept").Replace("=bob", "=eve", StringComparison.Ordinal);
        Assert.All([reject, forged], token =>
        {
            host.User(Ann).Write($"mixed-up-accept+{token}@{Sandbox.Domain}");
            Assert.Equal("Your answer to mixed-up could not be used", Assert.Single(host.Letters(Ann)).Subject);
        });
        Assert.Empty(host.Subscribers(list));
    }

    private string NewList(string name, params string[] settings)
    {
        host.Begin();
        return host.NewList(name, [Ann, Zoe], ["subscription=approve", .. settings]);
    }

    // Asks, confirms, and is told to wait; what the two owners get.
    private (MimeMessage ToAnn, MimeMessage ToZoe) Apply(MailUser applicant, string list)
    {
        applicant.Write(list.Replace("@", "-subscribe@", StringComparison.Ordinal));
        applicant.Reply(applicant.Receive());
        IReadOnlyList<MimeMessage> letters = host.Letters(applicant.Address, Ann, Zoe);
        Assert.EndsWith(" is being looked at", letters[0].Subject, StringComparison.Ordinal);
        return (letters[1], letters[2]);
    }

    private static string AddressIn(MimeMessage letter, string role) => Regex.Match(letter.TextBody!, $@"\S+-{role}\+\S+@{Sandbox.Domain}").Value;

    private static string TokenIn(MimeMessage letter, string role) => AddressIn(letter, role).Split($"-{role}+")[1].Split('@')[0];
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class ApprovalWithPostfixTests(PostfixHost host) : ApprovalTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class ApprovalWithEximTests(EximHost host) : ApprovalTests(host);
