using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Cooking.Transforms;

/// <summary>Adds the list's own fields (RFC 2919, RFC 2369), and <c>Precedence: list</c>, which keeps vacation programs quiet.</summary>
public sealed class ListFields : ITransform
{
    // RFC 3834 section 2: the values by which responders know mail that is not for one person.
    private static readonly string[] QuietingPrecedences = ["list", "bulk", "junk"];

    /// <inheritdoc/>
    public void Apply(CookedHeader header, Post post)
    {
        ListSnapshot list = post.List;
        header.Add("List-Id", $"<{list.ListId}>");
        header.Add("List-Help", Mailto(list.AddressOf("help")));
        header.Add("List-Unsubscribe", Mailto(list.AddressOf("unsubscribe")));
        header.Add("List-Subscribe", Mailto(list.AddressOf("subscribe")));
        // RFC 2369 section 3.4: NO tells programs not to offer posting.
        header.Add("List-Post", list.Settings.Posting == PostingPolicy.Announce ? "NO" : Mailto(list.Address.Text));
        header.Add("List-Owner", Mailto(list.AddressOf("owner")));
        if (!header.Kept.Any(field => field.Is("Precedence") && QuietingPrecedences.Contains(field.Value.ToLowerInvariant())))
        {
            header.Add("Precedence", "list");
        }
    }

    private static string Mailto(string address) => $"<mailto:{address}>";
}
