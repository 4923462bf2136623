using System.Buffers;

namespace MailingList.Milter.Answers;

/// <summary>What can be written into a message: an MTA would take the rest at its word, line ends and all.</summary>
internal static class Writable
{
    private static readonly SearchValues<char> LineBreakers = SearchValues.Create("\0\r\n");

    /// <exception cref="ArgumentException">It is not one line.</exception>
    internal static void CheckLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().ContainsAny(LineBreakers))
        {
            throw new ArgumentException("a text of one line is wanted", nameof(text));
        }
    }

    /// <exception cref="ArgumentException">It is no field's name (RFC 5322 section 3.6.8).</exception>
    internal static void CheckFieldName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException($"not the name of a field: '{name}'", nameof(name));
        }
    }

    /// <exception cref="ArgumentException">It would be more than one field, or end the header.</exception>
    internal static void CheckFieldValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (int at = value.AsSpan().IndexOfAny(LineBreakers); at >= 0;)
        {
            if (value[at] != '\n' || at + 1 == value.Length || value[at + 1] is not (' ' or '\t'))
            {
                throw new ArgumentException("a folded value has LF and a blank where lines end, and nothing else that ends a line", nameof(value));
            }

            int next = value.AsSpan(at + 1).IndexOfAny(LineBreakers);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
