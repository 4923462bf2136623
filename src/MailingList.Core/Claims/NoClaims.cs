using MailingList.Core.Arrival;

namespace MailingList.Core.Claims;

/// <summary>The claims of a host that stands alone: every post is its own.</summary>
public sealed class NoClaims : IPostClaims
{
    /// <inheritdoc/>
    public Claim Take(Post post) => new Claim.Ours();

    /// <inheritdoc/>
    public void Done(Post post)
    {
        // Nobody to tell.
    }
}
