using System.Globalization;
using System.Text;

using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Reports;

/// <summary>The value of Original-Recipient and Final-Recipient: <c>rfc822;bob@example.net</c> (RFC 3464 section 2.3.1), <c>utf-8;…</c> (RFC 6533 section 3).</summary>
internal static class TypedAddress
{
    private const int DeepestComment = 10;

    /// <summary>The address, decoded; null when the value holds none, as where it is a pipe or a file.</summary>
    internal static string? Parse(string value)
    {
        string text = WithoutComments(value);
        int semicolon = text.IndexOf(';', StringComparison.Ordinal);
        string type = semicolon < 0 ? string.Empty : text[..semicolon].Trim();
        string address = (semicolon < 0 ? text : text[(semicolon + 1)..]).Trim();
        address = type.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Decode(address, @"\x{", "}") : Decode(address, "+", string.Empty);
        // All of it, but for brackets: a pipe's arguments hold addresses too.
        return AddressText.At(address, 0, out int end) is { } found && end == address.Length ? found : null;
    }

    /// <summary>A value without its comments (RFC 5322 section 3.2.2).</summary>
    internal static string WithoutComments(string value)
    {
        if (!value.Contains('(', StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        int depth = 0;
        bool isQuoted = false;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            isQuoted ^= c == '"' && depth == 0;
            if (c == '\\' && i + 1 < value.Length && (isQuoted || depth > 0))
            {
                _ = depth == 0 ? text.Append(c).Append(value[i + 1]) : text;
                i++;
            }
            else if (c == '(' && !isQuoted && depth < DeepestComment)
            {
                depth++;
            }
            else if (c == ')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0)
            {
                text.Append(c);
            }
        }

        return text.ToString().Trim();
    }

    // xtext (RFC 3461 section 4) and unitext (RFC 6533 section 3). Most programs write the address as it is, and +AB in it is then a detail
    // that its owner chose: of xtext only what cannot stand for itself is decoded.
    private static string Decode(string text, string opening, string closing)
    {
        int at = text.IndexOf(opening, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        int done = 0;
        for (; at >= 0; at = at < text.Length ? text.IndexOf(opening, at, StringComparison.Ordinal) : -1)
        {
            int digits = at + opening.Length;
            int end = closing.Length > 0 ? text.IndexOf(closing, digits, StringComparison.Ordinal) : digits + 2;
            bool isCode = end > digits && end <= text.Length && end - digits <= 6
                && int.TryParse(text.AsSpan(digits, end - digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                && (closing.Length > 0 ? Rune.IsValid(code) && code >= ' ' : code is '+' or '=');
            if (!isCode)
            {
                at = digits;
                continue;
            }

            _ = int.TryParse(text.AsSpan(digits, end - digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rune);
            decoded.Append(text, done, at - done).Append(new Rune(rune).ToString());
            at = done = end + closing.Length;
        }

        return decoded.Append(text, done, text.Length - done).ToString();
    }
}
