using System.Globalization;

namespace MailingList.Core.Lists;

/// <summary>Sizes as people type them: bytes, or with k, M or G (powers of 1024).</summary>
public static class ByteSize
{
    private const string Units = "kMG";

    /// <summary>Reads a size; false when it is none or beyond 1024 G.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        int unit = text.Length > 0 ? Units.IndexOf(text[^1].ToString(), StringComparison.OrdinalIgnoreCase) : -1;
        ReadOnlySpan<char> digits = unit < 0 ? text : text.AsSpan(..^1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > 1L << 40 >> (10 * (unit + 1)))
        {
            return false;
        }

        bytes = number << (10 * (unit + 1));
        return true;
    }

    /// <summary>The shortest text that means exactly these bytes.</summary>
    public static string Format(long bytes)
    {
        int unit = -1;
        while (bytes != 0 && bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + (unit < 0 ? string.Empty : Units[unit].ToString());
    }
}
