using System.Text;

namespace MailingList.Core.Arrival;

/// <summary>One header field as it came: not a byte of it is ever changed (a DKIM signature may cover it).</summary>
public sealed class HeaderField
{
    private readonly int _valueAt;

    internal HeaderField(string name, int valueAt, ReadOnlyMemory<byte> raw)
    {
        Name = name;
        _valueAt = valueAt;
        Raw = raw;
    }

    /// <summary>The name as it was written.</summary>
    public string Name { get; }

    /// <summary>Name, colon, value and line ends, continuation lines included.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What follows the colon, still folded and encoded.</summary>
    public ReadOnlySpan<byte> RawValue => Raw.Span[_valueAt..];

    /// <summary>
    /// The value unfolded and trimmed. Bytes above 127 become the characters of the same number: no byte sequence fails to decode.
    /// </summary>
    public string Value =>
        // Not ReplaceLineEndings and Trim(): those take the bytes 0x85 and 0xA0, of which UTF-8 letters are made, for white space.
        Encoding.Latin1.GetString(RawValue).Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal).Trim(' ', '\t');

    /// <summary>Whether this is a field of that name; names compare without case (RFC 5322 section 1.2.2).</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
