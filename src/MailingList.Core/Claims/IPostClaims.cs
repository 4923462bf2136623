using MailingList.Core.Arrival;

namespace MailingList.Core.Claims;

/// <summary>
/// Which host distributes a post that reached several of them: it is claimed for one, <em>taken</em> and later <em>done</em>. Where the
/// hosts cannot agree in time, whoever has the post distributes it: twice is better than not at all.
/// </summary>
public interface IPostClaims
{
    /// <summary>Claims a post for this host, if it can be done within a small time.</summary>
    Claim Take(Post post);

    /// <summary>Says that everybody has it; what cannot be said now is said later.</summary>
    void Done(Post post);
}
