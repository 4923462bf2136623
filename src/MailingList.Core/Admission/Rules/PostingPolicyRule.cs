using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>Who may post. Where From names several authors, every one of them must be allowed.</summary>
public sealed class PostingPolicyRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        if (post.Authors.FirstOrDefault(author => author.Right == PostingRight.Deny) is { } denied)
        {
            return Reject(post, $"{denied.Address} may not post to {post.List.Address}");
        }

        PostingPolicy policy = post.List.Settings.Posting;
        if (policy == PostingPolicy.Open)
        {
            return null;
        }

        if (post.Authors.Count == 0)
        {
            return Reject(post, $"{post.List.Address} must know who writes, and there is no address in From");
        }

        return post.Authors.All(author => MayPost(author, policy))
            ? null
            : Reject(post, policy == PostingPolicy.Announce
                ? $"only the owners of {post.List.Address} and those whom they allow may post there"
                : $"only subscribers may post to {post.List.Address}");
    }

    private static bool MayPost(Author author, PostingPolicy policy) =>
        author.IsOwner
        || author.Right == PostingRight.Allow
        || (policy == PostingPolicy.Subscribers && author.Subscriber is not null);

    private static Verdict.Reject Reject(PostHead post, string text) =>
        new("5.7.1", $"{text}; questions to {post.List.AddressOf("owner")}", "posting");
}
