using MailingList.Core.Addressing;
using MailingList.Core.Records;

namespace MailingList.Core.Lists;

/// <summary>A list as it is at one moment, without its subscribers.</summary>
/// <param name="Id">Its row in this host's store; means nothing on another host.</param>
/// <param name="Address">Its address, in lower case.</param>
/// <param name="ListId">The identifier in List-Id (RFC 2919), fixed at creation, without brackets.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Owners">Who answers for it; at least one.</param>
/// <param name="Life">When it was created, and on which host.</param>
public sealed record ListSnapshot(
    long Id,
    EmailAddress Address,
    string ListId,
    ListSettings Settings,
    IReadOnlyList<EmailAddress> Owners,
    Stamp Life)
{
    /// <summary>The address of a role of this list.</summary>
    /// <param name="role">The role's name in addresses, as in <c>owner</c>.</param>
    public string AddressOf(string role) => $"{Address.LocalPart}-{role}@{Address.Domain}";
}
