using MailingList.Core.Admission;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.Admission;

public sealed class RecipientAdmissionTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly FixedClock _clock = new(1_800_000_000_000);
    private readonly FakeLists _lists = new(Some.List());

    private TokenMint Mint => new([Key], _clock);

    private ReturnPathMint Paths => new([Key], _clock);

    private Verdict? Admit(string recipient, string returnPath = Some.Author) =>
        new RecipientAdmission(["lists.example.org", "lists.example.net"], _lists, () => Mint, () => Paths).Judge(returnPath, recipient);

    private string Judge(string recipient, string returnPath = Some.Author) => Admit(recipient, returnPath) switch
    {
        null => "not ours",
        Verdict.Accept => "accept",
        Verdict.Reject reject => $"{reject.Status} {reject.Rule}",
        var other => other.GetType().Name,
    };

    private string Token(TokenPurpose purpose, string list = Some.ListAddress, string? holder = null) =>
        Mint.Make(new Token(purpose, Some.Address(list), Some.Address("anna@example.net")) { Holder = holder is null ? null : Some.Address(holder) });

    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("dev@sub.lists.example.org")]
    [InlineData("dev@example.org")]
    [InlineData("postmaster")]
    [InlineData("")]
    [InlineData("no such thing@example.org")]
    public void What_is_in_no_domain_of_ours_is_not_touched(string recipient)
    {
        Assert.Equal("not ours", Judge(recipient));
        Assert.Equal("not ours", Judge(recipient, string.Empty));
    }

    [Theory]
    [InlineData("dev@lists.example.org")]
    [InlineData("<dev@lists.example.org>")]
    [InlineData("DEV@Lists.Example.ORG")]
    [InlineData("\"dev\"@lists.example.org")]
    [InlineData("dev-owner@lists.example.org")]
    [InlineData("dev+owner@lists.example.org")]
    [InlineData("dev-request@lists.example.org")]
    [InlineData("dev-subscribe@lists.example.org")]
    [InlineData("dev-join@lists.example.org")]
    [InlineData("dev-unsubscribe@lists.example.org")]
    [InlineData("dev-help@lists.example.org")]
    [InlineData("dev-confirm@lists.example.org")]
    [InlineData("dev-accept@lists.example.org")]
    public void A_list_and_its_roles_take_mail(string recipient)
    {
        Assert.Equal("accept", Judge(recipient));
    }

    [Theory]
    [InlineData("users@lists.example.org")]
    [InlineData("dev@lists.example.net")]
    [InlineData("dev-owners@lists.example.org")]
    [InlineData("users-owner@lists.example.org")]
    [InlineData("dev-@lists.example.org")]
    [InlineData("<users@lists.example.org>")]
    public void Nobody_s_address_in_a_domain_of_ours_is_refused(string recipient)
    {
        Assert.Equal("5.1.1 list", Judge(recipient));
    }

    [Theory]
    [InlineData("a b@lists.example.org")]
    [InlineData("@lists.example.org")]
    [InlineData("<@relay.example.net:dev@lists.example.org>")]
    public void What_is_no_address_in_a_domain_of_ours_is_refused(string recipient)
    {
        Assert.Equal("5.1.1 envelope", Judge(recipient));
    }

    [Fact]
    public void A_host_that_may_not_know_of_a_list_yet_does_not_refuse_its_mail()
    {
        var admission = new RecipientAdmission(["lists.example.org"], _lists, () => Mint, () => Paths, isCurrent: () => false);

        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() => admission.Judge(Some.Author, "users@lists.example.org")).Kind);
        Assert.IsType<Verdict.Accept>(admission.Judge(Some.Author, Some.ListAddress));
        Assert.Null(admission.Judge(Some.Author, "users@example.org"));
    }

    [Fact]
    public void A_sender_with_a_line_end_in_it_is_refused_as_at_the_pipe()
    {
        Assert.Equal("5.1.7 envelope", Judge(Some.ListAddress, "anna@example.net\nQUIT"));
        Assert.Equal("not ours", Judge("anna@example.org", "anna@example.net\nQUIT"));
    }

    [Theory]
    [InlineData("dev-discard+token@lists.example.org")]
    public void A_role_that_is_not_served_yet_is_refused(string recipient)
    {
        Assert.Equal("5.1.1 role", Judge(recipient));
        Assert.Equal("5.1.1 role", Judge(recipient, string.Empty));
    }

    [Theory]
    [InlineData("dev@lists.example.org")]
    [InlineData("dev-request@lists.example.org")]
    [InlineData("dev-subscribe@lists.example.org")]
    [InlineData("dev-leave@lists.example.org")]
    [InlineData("dev-help@lists.example.org")]
    [InlineData("dev-confirm@lists.example.org")]
    [InlineData("dev-accept@lists.example.org")]
    [InlineData("dev-reject@lists.example.org")]
    public void Programs_neither_post_nor_ask(string recipient)
    {
        Assert.Equal("5.7.1 automatic", Judge(recipient, string.Empty));
        Assert.Equal("5.7.1 automatic", Judge(recipient, "<>"));
        Assert.Equal("5.7.1 automatic", Judge(recipient, "MAILER-DAEMON"));
    }

    [Theory]
    [InlineData("dev-bounces@lists.example.org")]
    [InlineData("dev-bounces+token@lists.example.org")]
    [InlineData("dev-bounces+aaaaaaaaaaaaaaaaa@lists.example.org")]
    public void Nothing_comes_back_that_did_not_go_out(string recipient)
    {
        Assert.Equal("5.1.1 return-path", Judge(recipient));
        Assert.Equal("5.1.1 return-path", Judge(recipient, string.Empty));
    }

    [Fact]
    public void What_went_out_may_come_back()
    {
        string path = Paths.Make(_lists.List!, ReturnPathKind.Post, "0123456789abcdef");
        Assert.Equal("accept", Judge(path, string.Empty));
        Assert.Equal("accept", Judge(path.ToUpperInvariant().Replace("LISTS.EXAMPLE.ORG", "lists.example.org", StringComparison.Ordinal), string.Empty));
        Assert.Equal("accept", Judge(RecipientSpelling.For(path, Some.Address("anna@example.net")), string.Empty));
    }

    [Fact]
    public void Bounces_reach_the_owners()
    {
        Assert.Equal("accept", Judge("dev-owner@lists.example.org", string.Empty));
    }

    [Fact]
    public void A_good_token_s_address_is_there()
    {
        Assert.Equal("accept", Judge($"dev-confirm+{Token(TokenPurpose.Subscribe)}@lists.example.org"));
        Assert.Equal("accept", Judge($"dev-confirm-{Token(TokenPurpose.Leave)}@lists.example.org"));
        Assert.Equal("accept", Judge($"DEV-CONFIRM+{Token(TokenPurpose.Commands).ToUpperInvariant()}@LISTS.EXAMPLE.ORG"));
        Assert.Equal("accept", Judge($"dev-accept+{Token(TokenPurpose.Accept, holder: Some.Owner)}@lists.example.org"));
        Assert.Equal("accept", Judge($"dev-reject+{Token(TokenPurpose.Reject, holder: Some.Owner)}@lists.example.org"));
    }

    [Fact]
    public void A_token_for_another_list_or_purpose_or_of_somebody_who_owns_nothing_any_more_is_none()
    {
        Assert.Equal("5.1.1 token", Judge("dev-confirm+abc@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-confirm+{Token(TokenPurpose.Subscribe)}x@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-confirm+{Token(TokenPurpose.Subscribe, "users@lists.example.org")}@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-confirm+{Token(TokenPurpose.Accept, holder: Some.Owner)}@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-accept+{Token(TokenPurpose.Subscribe)}@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-accept+{Token(TokenPurpose.Reject, holder: Some.Owner)}@lists.example.org"));
        Assert.Equal("5.1.1 token", Judge($"dev-accept+{Token(TokenPurpose.Accept, holder: "former@example.org")}@lists.example.org"));
    }

    [Fact]
    public void A_token_that_is_too_old_is_refused_with_words_that_say_so()
    {
        string address = $"dev-confirm+{Token(TokenPurpose.Subscribe)}@lists.example.org";
        _clock.Milliseconds += (long)TokenMint.Validity.TotalMilliseconds + 120_000;

        var verdict = Assert.IsType<Verdict.Reject>(Admit(address));

        Assert.Equal(("5.1.1", "token"), (verdict.Status, verdict.Rule));
        Assert.Contains("a few days", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_subscribes_to_a_closed_list_by_mail()
    {
        _lists.List = Some.List(Some.Settings() with { Subscription = SubscriptionPolicy.Closed });

        Assert.Equal("5.7.1 subscription", Judge("dev-subscribe@lists.example.org"));
        Assert.Equal("5.7.1 subscription", Judge("dev-join@lists.example.org"));
        Assert.Equal("accept", Judge("dev-unsubscribe@lists.example.org"));
        Assert.Equal("accept", Judge("dev-request@lists.example.org"));
    }

    [Theory]
    [InlineData("dev@lists.example.org")]
    [InlineData("dev-request@lists.example.org")]
    [InlineData("dev-unsubscribe@lists.example.org")]
    public void Who_is_denied_neither_posts_nor_asks(string recipient)
    {
        _lists.Senders.Add(Some.Rule("@example.net", scope: RuleScope.Site));

        Assert.Equal("5.7.1 denied", Judge(recipient));
        Assert.Equal("5.7.1 denied", Judge(recipient, "<Anna@EXAMPLE.net>"));
        Assert.Equal("accept", Judge(recipient, "anna@example.com"));
        _lists.Senders.Add(Some.Rule("anna@example.net", PostingRight.Allow));
        Assert.Equal("accept", Judge(recipient));
    }

    [Fact]
    public void Who_is_denied_reaches_the_owners()
    {
        _lists.Senders.Add(Some.Rule("*@*"));

        Assert.Equal("accept", Judge("dev-owner@lists.example.org"));
        Assert.Equal("5.1.1 list", Judge("users@lists.example.org"));
    }

    [Fact]
    public void A_sender_that_is_no_address_is_nobody_who_is_denied()
    {
        _lists.Senders.Add(Some.Rule("*@*"));

        Assert.Equal("accept", Judge(Some.ListAddress, "<@@bad>"));
    }

    [Fact]
    public void Every_refusal_of_a_list_says_whom_to_ask()
    {
        _lists.List = Some.List(Some.Settings() with { Subscription = SubscriptionPolicy.Closed });

        Assert.All(
            (string[])["dev-bounces@lists.example.org", "dev-join@lists.example.org", "dev-confirm+x@lists.example.org"],
            recipient => Assert.EndsWith("questions to dev-owner@lists.example.org", ((Verdict.Reject)Admit(recipient)!).Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_domain_of_ours_is_known_by_whatever_labels_it_is_written_with()
    {
        var admission = new RecipientAdmission(["xn--bcher-kva.example"], _lists, () => Mint, () => Paths);

        Assert.IsType<Verdict.Reject>(admission.Judge(Some.Author, "dev@b\u00fccher.example"));
    }
}
