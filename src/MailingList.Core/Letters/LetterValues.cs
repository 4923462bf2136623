using System.Globalization;

using MailingList.Core.Lists;
using MailingList.Core.Tokens;

namespace MailingList.Core.Letters;

/// <summary>What is put in the place of placeholders.</summary>
public static class LetterValues
{
    /// <summary>How long a token is good. Only letters about tokens say it: where days of something else are meant and forgotten, it must not stand in for them.</summary>
    public static (string Placeholder, string Value) Validity => (Placeholders.Days, TokenMint.Validity.TotalDays.ToString(CultureInfo.InvariantCulture));

    /// <summary>What every letter of a list may say about it; more can be added.</summary>
    public static Dictionary<string, string> Of(ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new Dictionary<string, string>
        {
            [Placeholders.List] = list.Address.Text,
            [Placeholders.ListName] = list.Address.LocalPart,
            [Placeholders.Description] = list.Settings.Description,
            [Placeholders.OwnerAddress] = list.AddressOf("owner"),
            [Placeholders.HelpAddress] = list.AddressOf("help"),
            [Placeholders.RequestAddress] = list.AddressOf("request"),
            [Placeholders.SubscribeAddress] = list.AddressOf("subscribe"),
            [Placeholders.UnsubscribeAddress] = list.AddressOf("unsubscribe"),
        };
    }
}
