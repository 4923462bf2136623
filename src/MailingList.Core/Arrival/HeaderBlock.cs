using System.Text;

using MailingList.Core.Failures;

namespace MailingList.Core.Arrival;

/// <summary>
/// The header block of a message (RFC 5322 section 2.2), cut into fields without changing a byte. Whatever is no field ends it: then the
/// body begins there, as sendmail(1) and cleanup(8) see it.
/// </summary>
public sealed class HeaderBlock
{
    /// <summary>The largest header block that is read; Postfix's own limit is header_size_limit = 102400 for one field.</summary>
    public const int LargestSize = 1 << 20;

    internal static readonly string TooLarge = $"the header block is larger than {LargestSize} bytes";

    // RFC 5322 section 2.1.1.
    private const int LongestLine = 998;

    private HeaderBlock(IReadOnlyList<HeaderField> fields, int length, bool endsOpen, string lineEnd, bool isCut = false)
    {
        Fields = fields;
        Length = length;
        EndsOpen = endsOpen;
        LineEnd = lineEnd;
        IsCut = isCut;
    }

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<HeaderField> Fields { get; }

    /// <summary>How many bytes of the message belong to it: an mbox line in front, the fields, the empty line.</summary>
    public int Length { get; }

    /// <summary>Whether the last field's line is not ended, because the message stops there.</summary>
    public bool EndsOpen { get; }

    /// <summary>How the first line ends: what added fields end with too.</summary>
    public string LineEnd { get; }

    /// <summary>Whether it is only the beginning of one that is too large.</summary>
    public bool IsCut { get; }

    /// <summary>All fields of that name, in their order.</summary>
    public IEnumerable<HeaderField> All(string name) => Fields.Where(field => field.Is(name));

    /// <summary>Cuts the beginning of a message that comes from outside into fields.</summary>
    /// <param name="message">The message, or as much of it as there is up to <see cref="LargestSize"/>.</param>
    /// <exception cref="Failure">It is empty, or there is no end of the header block in it.</exception>
    internal static HeaderBlock Parse(ReadOnlyMemory<byte> message) =>
        message.IsEmpty ? throw new Failure(FailureKind.BadData, "5.6.0", "there is no message: standard input was empty")
        : TryParse(message, out HeaderBlock header) ? header
        : throw new Failure(FailureKind.BadData, "5.6.0", TooLarge);

    /// <summary>Cuts the beginning of a message into fields.</summary>
    /// <param name="message">The message, or as much of it as there is up to <see cref="LargestSize"/>.</param>
    /// <param name="header">The header block.</param>
    /// <returns>False when there is no end of the header block in <paramref name="message"/> although that is full.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> message, out HeaderBlock header)
    {
        var fields = new List<HeaderField>();
        ReadOnlySpan<byte> bytes = message.Span;
        string lineEnd = LineEndOf(bytes[..EndOfLine(bytes, 0)]);
        int at = SkipMboxLine(bytes);
        while (at < bytes.Length)
        {
            int end = EndOfLine(bytes, at);
            if (IsEmptyLine(bytes[at..end]))
            {
                header = new HeaderBlock(fields, end, endsOpen: false, lineEnd);
                return true;
            }

            int nameLength = NameLength(bytes[at..end], out int valueAt);
            if (nameLength == 0)
            {
                break;
            }

            while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t')
            {
                end = EndOfLine(bytes, end);
            }

            fields.Add(new HeaderField(Encoding.ASCII.GetString(bytes.Slice(at, nameLength)), valueAt, message[at..end]));
            at = end;
        }

        bool endsOpen = at == bytes.Length && at > 0 && bytes[at - 1] != (byte)'\n';
        header = new HeaderBlock(fields, at, endsOpen, lineEnd);
        // The limit may fall into a line of which nobody knows whether it is a field; a line longer than any name can be is none.
        bool isCut = bytes.Length >= LargestSize && bytes.Length - at < LongestLine && bytes[at..].IndexOf((byte)'\n') < 0;
        return !isCut;
    }

    /// <summary>
    /// The header block of a message that an MTA is still receiving, as a milter is shown it: the MTA's own Received field is not there yet
    /// (Postfix, MILTER_README: its first Received is hidden). Rules look at what stands above the second one, and count them; so that they
    /// see what they will see when the message is piped to us, one without content stands in its place.
    /// </summary>
    /// <param name="fields">Names and values as the milter protocol gives them: of the value, one space behind the colon is missing.</param>
    /// <param name="isCut">Whether there were more of them than anybody looks at.</param>
    public static HeaderBlock OfArriving(IEnumerable<(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value)> fields, bool isCut = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        HeaderField[] all = [Field("Received"u8, "by this host"u8), .. fields.Select(field => Field(field.Name.Span, field.Value.Span))];
        return new HeaderBlock(all, all.Sum(field => field.Raw.Length) + 1, endsOpen: false, "\n", isCut);
    }

    private static HeaderField Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        new(Encoding.ASCII.GetString(name), name.Length + 1, (byte[])[.. name, .. ": "u8, .. value, (byte)'\n']);

    // "From " and its quoted form in front of everything come from an mbox file; sendmail(1) drops such lines too. "From :" is a field.
    private static int SkipMboxLine(ReadOnlySpan<byte> bytes)
    {
        int end = EndOfLine(bytes, 0);
        return (bytes.StartsWith("From "u8) || bytes.StartsWith(">From "u8)) && NameLength(bytes[..end], out _) == 0 ? end : 0;
    }

    private static int EndOfLine(ReadOnlySpan<byte> bytes, int at)
    {
        int newline = bytes[at..].IndexOf((byte)'\n');
        return newline < 0 ? bytes.Length : at + newline + 1;
    }

    private static bool IsEmptyLine(ReadOnlySpan<byte> line) => line.SequenceEqual("\n"u8) || line.SequenceEqual("\r\n"u8);

    private static string LineEndOf(ReadOnlySpan<byte> line) => line.EndsWith("\r\n"u8) ? "\r\n" : "\n";

    // RFC 5322 section 3.6.8: printable ASCII without the colon; section 4.5 allows white space in front of the colon.
    private static int NameLength(ReadOnlySpan<byte> line, out int valueAt)
    {
        int length = line.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
        int colon = line.IndexOf((byte)':');
        valueAt = colon + 1;
        if (colon <= 0)
        {
            return 0;
        }

        length = length < 0 || length > colon ? colon : length;
        return line[length..colon].IndexOfAnyExcept((byte)' ', (byte)'\t') < 0 ? length : 0;
    }
}
