using MailingList.Core.Admission;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission.Rules;

public sealed class AutomaticMailRuleTests
{
    private static Verdict.Reject? Judge(string? field = null, string returnPath = Some.Author, params Author[] authors) =>
        (Verdict.Reject?)new AutomaticMailRule().Judge(Some.Post(
            field is null ? Some.MessageWith() : Some.MessageWith(field),
            returnPath: returnPath,
            authors: authors.Length == 0 ? [Some.Writer()] : authors));

    [Fact]
    public void What_a_person_writes_is_not_automatic()
    {
        Assert.Null(Judge());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("MAILER-DAEMON")]
    [InlineData("MAILER-DAEMON@mx1.example.net")]
    public void A_bounce_is_no_post(string returnPath)
    {
        Verdict.Reject? verdict = Judge(returnPath: returnPath);

        Assert.NotNull(verdict);
        Assert.Equal("automatic", verdict.Rule);
        Assert.Equal("5.7.1", verdict.Status);
        Assert.Contains("null return path", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_may_post_with_a_null_return_path()
    {
        Assert.NotNull(Judge(returnPath: string.Empty, authors: Some.Writer(PostingRight.Allow, isOwner: true)));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Auto-Submitted: auto-notified; owner-email=\"anna@example.org\"")]
    [InlineData("AUTO-SUBMITTED: Auto-Replied")]
    [InlineData("Auto-Submitted: auto-replied; owner-token=x")]
    [InlineData("Auto-Submitted: auto-replied (vacation)")]
    [InlineData("Auto-Submitted: auto-replied(vacation)")]
    [InlineData("Auto-Submitted:\n auto-replied")]
    [InlineData("Auto-Submitted: something-new")]
    [InlineData("Auto-Submitted: no\nAuto-Submitted: auto-replied")]
    public void What_a_program_writes_is_no_post(string field)
    {
        Assert.Equal("automatic", Judge(field)?.Rule);
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: NO")]
    [InlineData("Auto-Submitted: no; x=y")]
    [InlineData("Auto-Submitted: no (a person wrote it)")]
    [InlineData("Auto-Submitted: (a person wrote it) no")]
    [InlineData("X-Auto-Submitted: auto-replied")]
    public void What_says_that_it_is_not_automatic_is_not(string field)
    {
        Assert.Null(Judge(field));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Auto-Submitted: Auto-Generated; x=y")]
    [InlineData("Auto-Submitted: auto-generated (commit)")]
    public void A_program_that_the_list_allows_expressly_may_post_what_it_generates(string field)
    {
        Assert.Null(Judge(field, authors: Some.Writer(PostingRight.Allow)));
        Assert.NotNull(Judge(field, authors: Some.Writer()));
        Assert.NotNull(Judge(field, authors: Some.Writer(isOwner: true)));
    }

    [Fact]
    public void Even_an_allowed_author_s_vacation_answer_is_no_post()
    {
        Assert.NotNull(Judge("Auto-Submitted: auto-replied", authors: Some.Writer(PostingRight.Allow)));
    }

    [Fact]
    public void Where_authors_are_checked_the_word_of_From_is_not_enough()
    {
        Verdict? Judge(bool isAuthenticated) => new AutomaticMailRule().Judge(Some.Post(
            Some.MessageWith("Auto-Submitted: auto-generated"),
            Some.List(Some.Settings() with { AuthorCheck = AuthorCheck.Require }),
            authors: [Some.Writer(PostingRight.Allow, isAuthenticated: isAuthenticated)]));

        Assert.Null(Judge(true));
        Assert.NotNull(Judge(false));
    }

    [Fact]
    public void Every_author_must_be_allowed()
    {
        Author[] authors = [Some.Writer(PostingRight.Allow), Some.Writer()];

        Assert.NotNull(Judge("Auto-Submitted: auto-generated", authors: authors));
    }

    [Fact]
    public void Nobody_in_From_is_nobody_who_is_allowed()
    {
        Assert.NotNull(new AutomaticMailRule().Judge(Some.Post(Some.MessageWith("Auto-Submitted: auto-generated"), authors: [])));
    }

    [Fact]
    public void Where_somebody_in_From_is_not_known_not_all_are_allowed()
    {
        Post post = Some.Post(Some.MessageWith("Auto-Submitted: auto-generated"), authors: [Some.Writer(PostingRight.Allow)]);

        Assert.Null(new AutomaticMailRule().Judge(post));
        Assert.NotNull(new AutomaticMailRule().Judge(post with { AreAllAuthors = false }));
    }
}
