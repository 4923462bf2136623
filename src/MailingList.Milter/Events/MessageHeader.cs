namespace MailingList.Milter.Events;

/// <summary>
/// The header of a message as a whole. The Received field that Postfix itself puts on top is not among its fields, and milters that run before this one have
/// already made their changes.
/// </summary>
/// <remarks>
/// The bytes are the message's own but for two things that the protocol does not tell: blanks in front of a colon, and lines end with LF alone. Postfix
/// cuts a field at 60000 bytes where there is a milter, in the message itself as well. An MTA that does not offer SMFIP_HDR_LEADSPC eats a blank behind
/// the colon; there is one in its place here, though there may have been none.
/// </remarks>
public sealed class MessageHeader
{
    private readonly IReadOnlyList<(int Start, int Name, int End)> _fields;

    internal MessageHeader(ReadOnlyMemory<byte> bytes, IReadOnlyList<(int Start, int Name, int End)> fields, bool isCut)
    {
        Bytes = bytes;
        IsCut = isCut;
        _fields = fields;
    }

    /// <summary>All fields, each with its line end; the empty line that ends a header is not among them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether this is only the beginning of a header that is larger than <see cref="MilterLimits.HeaderBytes"/> or <see cref="MilterLimits.HeaderFields"/>: what to make of that is the application's to say.</summary>
    public bool IsCut { get; }

    /// <summary>The fields in their order.</summary>
    public IEnumerable<MessageHeaderField> Fields =>
        _fields.Select(at => new MessageHeaderField(Bytes[at.Start..(at.Start + at.Name)], Bytes[(at.Start + at.Name + 1)..(at.End - 1)]));
}
