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

    private static Verdict.Reject? Judge(PostingPolicy policy, params Author[] authors) => Judge(Some.Settings(policy), authors);

    private static Verdict.Reject? Judge(ListSettings settings, params Author[] authors) =>
        (Verdict.Reject?)new PostingPolicyRule().Judge(Some.Post(list: Some.List(settings), authors: authors));

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
    public void A_refused_stranger_hears_how_to_subscribe_and_whom_to_ask()
    {
        Verdict.Reject verdict = Judge(PostingPolicy.Subscribers, Stranger)!;

        Assert.Equal(("5.7.1", "posting"), (verdict.Status, verdict.Rule));
        Assert.Equal(
            "only subscribers may post to dev@lists.example.org, and anna@example.net is none: to subscribe, write to dev-subscribe@lists.example.org; questions to dev-owner@lists.example.org",
            verdict.Text);
    }

    [Fact]
    public void Where_nobody_can_subscribe_by_mail_nobody_is_told_to()
    {
        string text = Judge(Some.Settings() with { Subscription = SubscriptionPolicy.Closed }, Stranger)!.Text;

        Assert.DoesNotContain("-subscribe", text, StringComparison.Ordinal);
        Assert.EndsWith("questions to dev-owner@lists.example.org", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_announcement_list_says_who_may_post()
    {
        Assert.StartsWith("only the owners of dev@lists.example.org and those whom they allow", Judge(PostingPolicy.Announce, Subscriber)!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PostingPolicy.Subscribers)]
    [InlineData(PostingPolicy.Announce)]
    public void Where_authors_are_checked_nobody_is_believed_on_the_word_of_From_alone(PostingPolicy policy)
    {
        ListSettings require = Some.Settings(policy) with { AuthorCheck = AuthorCheck.Require };
        foreach (bool? isAuthenticated in (bool?[])[false, null])
        {
            Assert.Equal("author-check", Judge(require, Some.Writer(isOwner: true, isAuthenticated: isAuthenticated))?.Rule);
            Assert.Equal("author-check", Judge(require, Some.Writer(PostingRight.Allow, isAuthenticated: isAuthenticated))?.Rule);
        }

        Assert.Null(Judge(require, Some.Writer(isOwner: true, isAuthenticated: true)));
        Assert.Null(Judge(require, Some.Writer(PostingRight.Allow, isAuthenticated: true)));
        Assert.Equal("author-check", Judge(require, Some.Writer(isOwner: true, isAuthenticated: true), Some.Writer(isOwner: true, isAuthenticated: false))?.Rule);
    }

    [Theory]
    [InlineData(AuthorCheck.None)]
    [InlineData(AuthorCheck.Warn)]
    public void Otherwise_From_is_believed(AuthorCheck check)
    {
        Assert.Null(Judge(Some.Settings() with { AuthorCheck = check }, Some.Writer(isAuthenticated: false)));
    }

    [Fact]
    public void An_open_list_asks_nobody_who_they_are()
    {
        Assert.Null(Judge(Some.Settings(PostingPolicy.Open) with { AuthorCheck = AuthorCheck.Require }, Some.Writer(isAuthenticated: false)));
    }

    [Fact]
    public void A_stranger_hears_that_they_are_one_and_not_what_their_provider_lacks()
    {
        ListSettings require = Some.Settings() with { AuthorCheck = AuthorCheck.Require };

        Assert.Equal("posting", Judge(require, Some.Writer(isSubscriber: false, isAuthenticated: false))?.Rule);
    }

    [Fact]
    public void Whose_mail_nothing_speaks_for_hears_in_words_what_is_missing()
    {
        Verdict.Reject verdict = Judge(Some.Settings() with { AuthorCheck = AuthorCheck.Require }, Some.Writer(isAuthenticated: false))!;

        Assert.Equal("5.7.1", verdict.Status);
        Assert.Equal(
            "nothing shows that this message is from anna@example.net: send it by way of the mail provider of example.net, who has to sign it (DKIM) "
            + "or to name the sending server (SPF); questions to dev-owner@lists.example.org",
            verdict.Text);
    }
}
