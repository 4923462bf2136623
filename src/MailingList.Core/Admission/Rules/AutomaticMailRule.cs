using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>
/// Vacation answers, bounces and notices are not posts (RFC 3834). What a program generates of its own accord
/// (<c>Auto-Submitted: auto-generated</c>: commits, tickets) passes where the list allows its author expressly.
/// </summary>
public sealed class AutomaticMailRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        if (post.Envelope.HasNullReturnPath)
        {
            return Reject(post, "it has the null return path");
        }

        foreach (string keyword in AutoSubmitted.Keywords(post.Header))
        {
            bool allowed = keyword.Equals("auto-generated", StringComparison.OrdinalIgnoreCase)
                && post.AreAllAuthors
                && post.Authors.Count > 0
                && post.Authors.All(author => author.Right == PostingRight.Allow && post.Believes(author));
            if (!allowed)
            {
                return Reject(post, $"Auto-Submitted: {keyword}");
            }
        }

        return null;
    }

    private static Verdict.Reject Reject(PostHead post, string mark) =>
        new("5.7.1", $"{post.List.Address} takes no automatic mail ({mark}); {post.Questions}", "automatic");
}
