using MailingList.Core.Admission.Patterns;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>Who is denied, as an author or as the envelope sender, neither posts nor asks for anything. The owners hear of them all the same.</summary>
public sealed class DeniedSenderRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post) =>
        post.Authors.FirstOrDefault(author => author.Right == PostingRight.Deny) is { } denied ? Reject(post, denied.Address.Text, denied.Rule!)
        : post.SenderRule is { Right: PostingRight.Deny } rule ? Reject(post, post.Envelope.ReturnPath, rule)
        : null;

    internal static Verdict.Reject Reject(Addressed mail, string address, SenderRule rule) =>
        new("5.7.1", $"{address} may not write to {mail.List.Address}; {mail.Questions}", "denied", rule.ToString());
}
