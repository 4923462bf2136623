using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Letters;

/// <summary>Who a letter is from (RFC 5322 section 3.4).</summary>
/// <param name="Address">The address.</param>
/// <param name="Name">The display name; or null.</param>
public sealed record Mailbox(EmailAddress Address, string? Name = null)
{
    /// <summary>The people who answer for a list: a reply to a letter reaches somebody.</summary>
    public static Mailbox OwnerOf(ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new Mailbox(EmailAddress.Parse(list.AddressOf("owner")), $"{list.Address.LocalPart} owner");
    }
}
