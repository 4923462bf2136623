using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>A post's body may be no larger than the list's <c>max-size</c>. The header is left out: the MTA adds to it on the way, and what was taken at its door must not be refused behind it.</summary>
public sealed class SizeRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        long limit = post.List.Settings.MaxSize;
        // RFC 3463: X.2.3 message length exceeds administrative limit.
        return limit > 0 && post.BodySize > limit
            ? new Verdict.Reject("5.2.3", $"{post.List.Address} takes posts of up to {ByteSize.Format(limit)} bytes; the body of this one has {post.BodySize}; {post.Questions}", "size")
            : null;
    }
}
