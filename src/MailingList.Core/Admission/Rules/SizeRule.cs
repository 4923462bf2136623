using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>A post may be no larger than the list's <c>max-size</c>.</summary>
public sealed class SizeRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(Post post)
    {
        long limit = post.List.Settings.MaxSize;
        // RFC 3463: X.2.3 message length exceeds administrative limit.
        return limit > 0 && post.Message.Size > limit
            ? new Verdict.Reject("5.2.3", $"{post.List.Address} takes posts of up to {ByteSize.Format(limit)} bytes; this one has {post.Message.Size}", "size")
            : null;
    }
}
