using MailingList.Core.Admission;
using MailingList.Core.Admission.Patterns;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class HeaderFieldRuleTests
{
    private static readonly HeaderRule Spam = Some.HeaderRule("X-Spam-Flag: YES");

    private static Verdict? Judge(string[] fields, params HeaderRule[] rules) =>
        new HeaderFieldRule().Judge(Some.Post(Some.MessageWith(fields)) with { HeaderRules = rules });

    [Theory]
    [InlineData("X-Spam-Flag: YES")]
    [InlineData("x-spam-flag:yes")]
    [InlineData("X-SPAM-FLAG: \t YES  ")]
    [InlineData("X-Spam-Flag:\n YES")]
    [InlineData("X-Spam-Flag: no\nX-Spam-Flag: yes")]
    public void A_message_with_such_a_field_is_not_taken(string field)
    {
        var verdict = Assert.IsType<Verdict.Reject>(Judge([field], Spam));

        Assert.Equal(("5.7.1", "header", "reject 'X-Spam-Flag: YES'"), (verdict.Status, verdict.Rule, verdict.Detail));
        Assert.EndsWith("questions to dev-owner@lists.example.org", verdict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Spam-Flag: NO")]
    [InlineData("X-Spam-Flag: YES!")]
    [InlineData("X-Spam-Flags: YES")]
    [InlineData("X-Other: YES")]
    public void Others_are(string field)
    {
        Assert.Null(Judge([field], Spam));
        Assert.Null(Judge([field]));
    }

    [Fact]
    public void What_our_own_MTA_writes_about_the_way_of_a_message_is_not_looked_at()
    {
        HeaderRule rule = Some.HeaderRule("Received: *evil.example*");

        Assert.Null(Judge(["Received: from mail.evil.example by us"], rule));
        Assert.NotNull(Judge(["Received: from a by us", "Received: from mail.evil.example by a"], rule));
    }

    [Fact]
    public void The_first_rule_that_fits_decides_whatever_the_order_of_the_fields()
    {
        HeaderRule discard = Some.HeaderRule("Subject: hello", HeaderAction.Discard, RuleScope.Site);
        string[] fields = ["X-Spam-Flag: YES"];

        Assert.IsType<Verdict.Reject>(Judge(fields, Spam, discard));
        var dropped = Assert.IsType<Verdict.Discard>(Judge(fields, discard, Spam));
        Assert.Equal(("header", "discard 'Subject: hello' for all lists"), (dropped.Rule, dropped.Detail));
    }

    [Fact]
    public void Many_rules_of_many_stars_come_to_an_end()
    {
        // With backtracking they would not in a lifetime, and the runner ends a test that hangs.
        HeaderRule[] rules = [.. Enumerable.Range(0, 200).Select(i => Some.HeaderRule($"X-A: *{i}*a*a*a*a*ab*"))];
        string[] fields = [.. Enumerable.Range(0, 500).Select(_ => $"X-A: {new string('a', 2000)}")];

        Assert.Null(Judge(fields, rules));
    }
}
