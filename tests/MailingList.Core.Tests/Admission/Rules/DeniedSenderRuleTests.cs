using MailingList.Core.Admission;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class DeniedSenderRuleTests
{
    private static Verdict.Reject? Judge(PostingRight sender = PostingRight.Default, params Author[] authors) => (Verdict.Reject?)new DeniedSenderRule().Judge(
        Some.Post(authors: authors) with { SenderRule = sender == PostingRight.Default ? null : Some.Rule("@example.net", sender, note: "sells shoes") });

    [Fact]
    public void Who_is_denied_may_not_post_be_they_owners_or_one_of_many_authors()
    {
        Assert.NotNull(Judge(authors: Some.Writer(PostingRight.Deny)));
        Assert.NotNull(Judge(authors: Some.Writer(PostingRight.Deny, isOwner: true)));
        Assert.NotNull(Judge(authors: [Some.Writer(isOwner: true), Some.Writer(PostingRight.Deny)]));
    }

    [Fact]
    public void A_denied_envelope_sender_is_refused_whoever_is_in_From()
    {
        Assert.NotNull(Judge(PostingRight.Deny, Some.Writer(PostingRight.Allow)));
    }

    [Fact]
    public void Others_are_not()
    {
        Assert.Null(Judge());
        Assert.Null(Judge(PostingRight.Allow, Some.Writer(), Some.Writer(PostingRight.Allow), Some.Writer(isSubscriber: false)));
    }

    [Fact]
    public void The_sender_hears_whom_to_ask_and_only_the_log_hears_why()
    {
        Verdict.Reject verdict = Judge(PostingRight.Deny)!;

        Assert.Equal(("5.7.1", "denied"), (verdict.Status, verdict.Rule));
        Assert.Equal("anna@example.net may not write to dev@lists.example.org; questions to dev-owner@lists.example.org", verdict.Text);
        Assert.Equal("deny @example.net: sells shoes", verdict.Detail);
    }
}
