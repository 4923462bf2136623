using System.Globalization;

namespace MailingList.Core.Bounces;

/// <summary>An enhanced status code (RFC 3463), such as 5.1.1.</summary>
/// <param name="Class">2, 4 or 5.</param>
/// <param name="Subject">What it is about: addressing, mailbox, system and so on.</param>
/// <param name="Detail">Which case of it.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    private const int MostDigits = 3; // RFC 3463 section 2

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    /// <summary>The first code in a text, from a position on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Behind the code, or the text's end.</param>
    /// <returns>Null when there is none; an IP address is none.</returns>
    internal static EnhancedStatus? Find(ReadOnlySpan<char> text, int start, out int end)
    {
        for (int i = start; i + 4 < text.Length; i++)
        {
            if (text[i] is '2' or '4' or '5' && text[i + 1] == '.' && (i == 0 || !IsPartOfNumberOrName(text[i - 1])))
            {
                int at = i + 2;
                if (Number(text, ref at) is { } subject && at < text.Length && text[at] == '.')
                {
                    at++;
                    if (Number(text, ref at) is { } detail && (at == text.Length || !GoesOn(text[at..])))
                    {
                        end = at;
                        return new EnhancedStatus(text[i] - '0', subject, detail);
                    }
                }
            }
        }

        end = text.Length;
        return null;
    }

    private static bool IsPartOfNumberOrName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '=' or '/';

    private static bool GoesOn(ReadOnlySpan<char> rest) => char.IsAsciiLetterOrDigit(rest[0]) || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiDigit(rest[1]));

    private static int? Number(ReadOnlySpan<char> text, ref int at)
    {
        int start = at;
        while (at < text.Length && at - start < MostDigits && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at > start ? int.Parse(text[start..at], CultureInfo.InvariantCulture) : null;
    }
}
