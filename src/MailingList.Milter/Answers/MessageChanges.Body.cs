using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

public sealed partial class MessageChanges
{
    // MILTER_CHUNK_SIZE of libmilter's mfdef.h.
    private const int LargestChunk = 65535;

    /// <summary>Replaces the body, at the first call; further calls append to it. Other changes come before all of them or after all of them: Postfix does not take them mixed.</summary>
    /// <param name="bytes">The bytes, with lines that end with CRLF. They are sent before this returns.</param>
    public async ValueTask ReplaceBodyAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_body == BodyReplacement.Complete)
        {
            throw new InvalidOperationException("the body is replaced in one piece: another change has come in between");
        }

        do
        {
            ReadOnlyMemory<byte> chunk = bytes[..Math.Min(LargestChunk, bytes.Length)];
            Begin(MilterActions.ReplaceBody, ReplyCode.ReplaceBody).Bytes(chunk.Span).End();
            _body = BodyReplacement.UnderWay;
            await _wire.FlushAsync();
            bytes = bytes[chunk.Length..];
        }
        while (!bytes.IsEmpty);
    }
}
