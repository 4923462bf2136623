using MailingList.Core.Admission;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class PostingPolicyRuleTests
{
    private static readonly Author Stranger = Some.Writer(isSubscriber: false);
    private static readonly Author Subscriber = Some.Writer();
    private static readonly Author Owner = Some.Writer(isOwner: true, isSubscriber: false);
    private static readonly Author Allowed = Some.Writer(PostingRight.Allow);
    private static readonly Author Denied = Some.Writer(PostingRight.Deny);
    private static readonly Author DeniedOwner = Some.Writer(PostingRight.Deny, isOwner: true);

    private static Verdict.Reject? Judge(PostingPolicy policy, params Author[] authors) =>
        (Verdict.Reject?)new PostingPolicyRule().Judge(Some.Post(list: Some.List(Some.Settings(policy)), authors: authors));

    [Fact]
    public void An_open_list_takes_posts_from_everybody_even_without_From()
    {
        Assert.Null(Judge(PostingPolicy.Open, Stranger));
        Assert.Null(Judge(PostingPolicy.Open));
    }

    [Fact]
    public void A_list_of_subscribers_takes_posts_from_subscribers_and_owners()
    {
        Assert.Null(Judge(PostingPolicy.Subscribers, Subscriber));
        Assert.Null(Judge(PostingPolicy.Subscribers, Owner));
        Assert.Null(Judge(PostingPolicy.Subscribers, Allowed));
        Assert.NotNull(Judge(PostingPolicy.Subscribers, Stranger));
    }

    [Fact]
    public void An_announcement_list_takes_posts_from_owners_and_those_whom_they_allow()
    {
        Assert.Null(Judge(PostingPolicy.Announce, Owner));
        Assert.Null(Judge(PostingPolicy.Announce, Allowed));
        Assert.NotNull(Judge(PostingPolicy.Announce, Subscriber));
        Assert.NotNull(Judge(PostingPolicy.Announce, Stranger));
    }

    [Theory]
    [InlineData(PostingPolicy.Open)]
    [InlineData(PostingPolicy.Subscribers)]
    [InlineData(PostingPolicy.Announce)]
    public void Who_is_denied_may_not_post_whatever_the_policy(PostingPolicy policy)
    {
        Assert.Contains("may not post", Judge(policy, Denied)?.Text, StringComparison.Ordinal);
        Assert.NotNull(Judge(policy, DeniedOwner));
        Assert.NotNull(Judge(policy, Owner, Denied));
    }

    [Fact]
    public void Where_From_names_several_authors_every_one_must_be_allowed()
    {
        Assert.Null(Judge(PostingPolicy.Subscribers, Subscriber, Owner));
        Assert.NotNull(Judge(PostingPolicy.Subscribers, Subscriber, Stranger));
        Assert.NotNull(Judge(PostingPolicy.Announce, Allowed, Subscriber));
    }

    [Theory]
    [InlineData(PostingPolicy.Subscribers)]
    [InlineData(PostingPolicy.Announce)]
    public void A_list_that_must_know_who_writes_takes_nothing_without_From(PostingPolicy policy)
    {
        Assert.Contains("no address in From", Judge(policy)?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_refusal_says_whom_to_ask()
    {
        Verdict.Reject? verdict = Judge(PostingPolicy.Subscribers, Stranger);

        Assert.NotNull(verdict);
        Assert.Equal("5.7.1", verdict.Status);
        Assert.Equal("posting", verdict.Rule);
        Assert.EndsWith("questions to dev-owner@lists.example.org", verdict.Text, StringComparison.Ordinal);
    }
}
