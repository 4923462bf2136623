using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Rules;

/// <summary>
/// Who may post. Where From names several authors, every one of them must be allowed, and known. Where the list asks for it (<see cref="AuthorCheck"/>),
/// nobody is taken for an owner, a subscriber or an allowed sender on the word of From alone.
/// </summary>
public sealed class PostingPolicyRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        PostingPolicy policy = post.List.Settings.Posting;
        if (policy == PostingPolicy.Open)
        {
            return null;
        }

        if (post.Authors.Count == 0)
        {
            return Reject(post, $"{post.List.Address} must know who writes, and there is no address in From", "posting");
        }

        if (!post.AreAllAuthors)
        {
            return Reject(post, $"{post.List.Address} must know everybody who writes, and something in From is no address", "posting");
        }

        return post.Authors.FirstOrDefault(author => !MayPost(author, policy)) is { } other ? Reject(post, WhoMay(post, policy, other), "posting")
            : post.Authors.FirstOrDefault(author => !post.Believes(author)) is { } doubtful ? Reject(post, WhatIsMissing(doubtful), "author-check")
            : null;
    }

    private static bool MayPost(Author author, PostingPolicy policy) =>
        author.IsOwner
        || author.Right == PostingRight.Allow
        || (policy == PostingPolicy.Subscribers && author.Subscriber is not null);

    private static string WhoMay(PostHead post, PostingPolicy policy, Author other)
    {
        string list = post.List.Address.Text;
        return policy == PostingPolicy.Announce ? $"only the owners of {list} and those whom they allow may post there, and {other.Address} is none of them"
            : post.List.Settings.Subscription == SubscriptionPolicy.Closed ? $"only subscribers may post to {list}, and {other.Address} is none"
            : $"only subscribers may post to {list}, and {other.Address} is none: to subscribe, write to {post.List.AddressOf("subscribe")}";
    }

    // For somebody who has never heard of DKIM, and whoever they show it to.
    private static string WhatIsMissing(Author author) =>
        $"nothing shows that this message is from {author.Address}: send it by way of the mail provider of {author.Address.Domain}, who has to sign it (DKIM) or to name the sending server (SPF)";

    private static Verdict.Reject Reject(PostHead post, string text, string rule) => new("5.7.1", $"{text}; {post.Questions}", rule);
}
