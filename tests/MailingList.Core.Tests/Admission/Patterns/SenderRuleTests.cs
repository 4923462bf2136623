using CsCheck;

using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Patterns;

/// <summary>Which rule counts where several mean an address: the order is that of the documentation, from top to bottom.</summary>
public sealed class SenderRuleTests
{
    private static readonly (string Pattern, RuleScope Scope)[] Order =
    [
        ("bob@mail.example.net", RuleScope.List),
        ("@mail.example.net", RuleScope.List),
        ("*@*.example.net", RuleScope.List),
        ("bob@mail.example.net", RuleScope.Site),
        ("@mail.example.net", RuleScope.Site),
        ("*@*.example.net", RuleScope.Site),
    ];

    private static string? Deciding(params SenderRule[] rules) => SenderRule.Deciding(rules, Some.Address("Bob@mail.example.net"))?.ToString();

    [Fact]
    public void A_list_s_rule_goes_before_one_for_all_and_an_address_before_its_domain_before_a_glob()
    {
        for (int i = 0; i < Order.Length; i++)
        {
            SenderRule[] rules = [.. Order[i..].Select((rule, n) => Some.Rule(rule.Pattern, n == 0 ? PostingRight.Allow : PostingRight.Deny, rule.Scope))];

            Assert.Equal(rules[0].ToString(), Deciding(rules));
            Assert.Equal(rules[0].ToString(), Deciding([.. rules.Reverse()]));
        }
    }

    [Fact]
    public void Of_two_at_the_same_level_the_one_that_denies_counts()
    {
        SenderRule allow = Some.Rule("bob@*", PostingRight.Allow);
        SenderRule deny = Some.Rule("*@*.example.net", PostingRight.Deny);

        Assert.Equal("deny *@*.example.net", Deciding(allow, deny));
        Assert.Equal("deny *@*.example.net", Deciding(deny, allow));
    }

    [Fact]
    public void A_subscriber_s_own_right_is_the_list_s_word_about_their_address()
    {
        SenderRule own = Some.Rule("bob@mail.example.net", PostingRight.Allow, note: "as a subscriber");

        Assert.Equal("allow bob@mail.example.net: as a subscriber", Deciding(own, Some.Rule("@mail.example.net"), Some.Rule("bob@mail.example.net", scope: RuleScope.Site)));
        Assert.Equal("deny bob@mail.example.net", Deciding(own, Some.Rule("bob@mail.example.net")));
    }

    [Fact]
    public void Where_none_means_the_address_nothing_was_said()
    {
        Assert.Null(Deciding());
        Assert.Null(Deciding(Some.Rule("alice@mail.example.net"), Some.Rule("@example.net"), Some.Rule("*@*.example.org")));
    }

    [Fact]
    public void A_rule_tells_where_it_holds_and_why_it_was_made()
    {
        Assert.Equal("deny @spam.example for all lists: sells shoes", Some.Rule("@spam.example", scope: RuleScope.Site, note: "sells shoes").ToString());
    }

    [Fact]
    public void The_order_in_which_rules_come_does_not_matter()
    {
        Gen<SenderRule> rule = Gen.Select(Gen.Int[0, Order.Length - 1], Gen.Bool, Gen.Bool, (which, allows, isOther) => Some.Rule(
            isOther ? "@other.example" : Order[which].Pattern, allows ? PostingRight.Allow : PostingRight.Deny, Order[which].Scope));
        Gen.Select(rule.Array[0, 8], Gen.Int).Sample((rules, seed) =>
        {
            SenderRule[] shuffled = [.. rules];
            new Random(seed).Shuffle(shuffled);
            return Deciding(rules) == Deciding(shuffled);
        });
    }
}
