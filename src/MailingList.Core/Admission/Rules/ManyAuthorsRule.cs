using MailingList.Core.Arrival;

namespace MailingList.Core.Admission.Rules;

/// <summary>What each author is to the list costs something to find out: nobody writes a post with a thousand others but to make us do that.</summary>
public sealed class ManyAuthorsRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post) => post.Authors.Count > PostHead.MostAuthors
        ? new Verdict.Reject("5.7.1", $"{post.List.Address} takes posts of {PostHead.MostAuthors} authors at most, and From names more; {post.Questions}", "authors")
        : null;
}
