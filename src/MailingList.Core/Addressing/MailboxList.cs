using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Lists;

using MimeKit;

namespace MailingList.Core.Addressing;

/// <summary>Mailboxes as header fields and people write them: <c>Name &lt;address&gt;</c>, lists, groups (RFC 5322 section 3.4).</summary>
public static class MailboxList
{
    // With dots where RFC 5322 has none, as in a..b@ and a.@: they are in use (LocalPart).
    private static readonly ParserOptions Liberal = new() { AddressParserComplianceMode = RfcComplianceMode.Looser };

    /// <summary>All mailboxes of the value of an address field, groups flattened; those that are no addresses are left out.</summary>
    /// <param name="value">The field's value, still folded and encoded, as bytes.</param>
    public static IReadOnlyList<EmailAddress> Parse(ReadOnlySpan<byte> value) => Parse(value, out _);

    /// <summary>The same, and whether that was all.</summary>
    /// <param name="value">The field's value, still folded and encoded, as bytes.</param>
    /// <param name="isWhole">False: a mailbox was left out, or what there is cannot be read.</param>
    public static IReadOnlyList<EmailAddress> Parse(ReadOnlySpan<byte> value, out bool isWhole)
    {
        var found = new List<EmailAddress>();
        isWhole = true;
        if (!InternetAddressList.TryParse(Liberal, value.ToArray(), out InternetAddressList? addresses))
        {
            isWhole = value.Trim(" \t\r\n"u8).IsEmpty;
            return found;
        }

        foreach (MailboxAddress mailbox in addresses.Mailboxes)
        {
            if (EmailAddress.TryParse(mailbox.Address, out EmailAddress? address, out _))
            {
                found.Add(address);
            }
            else
            {
                isWhole = false;
            }
        }

        return found;
    }

    /// <summary>One mailbox as a person types it, with or without a name. False leaves a reason.</summary>
    /// <param name="text"><c>address</c>, <c>&lt;address&gt;</c> or <c>Name &lt;address&gt;</c>.</param>
    /// <param name="name">The display name, or null where none was given.</param>
    /// <param name="address">The address.</param>
    /// <param name="reason">What is wrong, or null.</param>
    public static bool TryParseOne(
        string text,
        out string? name,
        [NotNullWhen(true)] out EmailAddress? address,
        [NotNullWhen(false)] out string? reason)
    {
        name = null;
        text = text.Trim();
        if (!text.EndsWith('>'))
        {
            return EmailAddress.TryParse(text, out address, out reason);
        }

        int open = text.LastIndexOf('<');
        if (open < 0)
        {
            address = null;
            reason = "has a > without a <";
            return false;
        }

        string phrase = text[..open].Trim();
        if (phrase.Length > 0)
        {
            // MimeKit takes the quotes, comments and encoded words out of the phrase; the address is read by our own limits.
            string read = MailboxAddress.TryParse($"{phrase} <a@b>", out MailboxAddress? mailbox) && mailbox.Name is { Length: > 0 }
                ? mailbox.Name
                : phrase;
            if (!DisplayName.TryNormalise(read, out name, out reason))
            {
                address = null;
                return false;
            }
        }

        return EmailAddress.TryParse(text[(open + 1)..^1].Trim(), out address, out reason);
    }
}
