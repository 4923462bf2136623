using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class LoopRuleTests
{
    private static Verdict.Reject? Judge(string[] fields, Role role = Role.Post) =>
        (Verdict.Reject?)new LoopRule().Judge(Some.Post(Some.MessageWith(fields), role: role));

    [Theory]
    [InlineData("List-Id: <dev.lists.example.org>")]
    [InlineData("List-ID: Developers <dev.lists.example.org>")]
    [InlineData("list-id: \"Developers > others\" <DEV.Lists.Example.ORG>")]
    [InlineData("List-Id: Developers\n\t<dev.lists.example.org>")]
    [InlineData("List-Id: < dev.lists.example.org >")]
    [InlineData("List-Id: dev.lists.example.org")]
    [InlineData("X-MailingList-Loop: dev@lists.example.org")]
    [InlineData("x-mailinglist-loop: DEV@lists.example.org")]
    public void A_message_that_has_been_here_does_not_go_round_again(string field)
    {
        Verdict.Reject? verdict = Judge([field]);

        Assert.NotNull(verdict);
        Assert.Equal("loop", verdict.Rule);
        Assert.Equal("5.4.6", verdict.Status);
    }

    [Theory]
    [InlineData("List-Id: <users.lists.example.org>")]
    [InlineData("List-Id: <my-dev.lists.example.org>")]
    [InlineData("List-Id: dev.lists.example.org <users.lists.example.org>")]
    [InlineData("List-Id:")]
    [InlineData("List-Id: >dev.lists.example.org<")]
    [InlineData("X-MailingList-Loop: users@lists.example.org")]
    [InlineData("X-MailingList-Loop: dev-owner@lists.example.org")]
    public void The_marks_of_other_lists_are_no_loop(string field)
    {
        Assert.Null(Judge([field]));
    }

    [Fact]
    public void One_mark_among_those_of_other_lists_is_enough()
    {
        Assert.NotNull(Judge(["X-MailingList-Loop: users@lists.example.org", "X-MailingList-Loop: dev@lists.example.org"]));
    }

    [Fact]
    public void More_than_30_hops_are_taken_for_a_loop()
    {
        string[] hops = [.. Enumerable.Range(1, 31).Select(hop => $"Received: from h{hop} by h{hop + 1}")];

        Assert.Null(Judge(hops[..30]));
        Assert.Contains("31 hosts", Judge(hops)?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_that_somebody_sends_on_to_the_owners_is_no_loop()
    {
        Assert.Null(Judge(["List-Id: <dev.lists.example.org>", "X-MailingList-Loop: dev@lists.example.org"], Role.Owner));
    }

    [Fact]
    public void Mail_for_the_owners_has_a_mark_of_its_own()
    {
        Assert.NotNull(Judge(["X-MailingList-Loop: dev-owner@lists.example.org"], Role.Owner));
    }
}
