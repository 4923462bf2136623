using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking.Transforms;

/// <summary>
/// Gives a post a Message-ID that has none (RFC 5322 section 3.6.4 wants one), made from the post's identity: the same at every try, so
/// that all copies carry the same one.
/// </summary>
public sealed class MissingMessageId : ITransform
{
    private const int Digits = 40;

    /// <inheritdoc/>
    public void Apply(CookedHeader header, Post post)
    {
        if (!header.Kept.Any(field => field.Is("Message-ID") && field.Value.Length > 0))
        {
            header.Add("Message-ID", $"<{post.Identity[..Digits]}@{post.List.Address.Domain}>");
        }
    }
}
