using System.Text;

using MailingList.Core.Cooking;

using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace MailingList.Mta.Submission;

/// <summary>
/// Lets MailKit send a message that MimeKit has not parsed. To MimeKit it is one field, whose value happens to hold the rest of the
/// header block, and a body that writes itself: so all bytes are ours, with the line ends of SMTP, and nothing is left out (MailKit hides
/// Bcc) or re-encoded for the way, which would break the author's signature.
/// </summary>
internal static class PassThroughMessage
{
    /// <summary>The message for MailKit's <c>Send</c>.</summary>
    internal static MimeMessage For(CookedMessage message)
    {
        var passThrough = new MimeMessage();
        var body = new Body(message);
        body.Headers.Clear();
        passThrough.Body = body;
        passThrough.Headers.Clear();
        passThrough.Headers.Add(WholeHeader(message.Header));
        return passThrough;
    }

    private static Header WholeHeader(ReadOnlySpan<byte> block)
    {
        int colon = block.IndexOf((byte)':');
        int emptyLine = block.EndsWith("\r\n"u8) ? 2 : 1;
        var header = new Header(Encoding.ASCII.GetString(block[..colon]), string.Empty);
        header.SetRawValue(block[(colon + 1)..^emptyLine].ToArray());
        return header;
    }

    private sealed class Body(CookedMessage message) : MimePart
    {
        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            using var lineEnds = new FilteredStream(stream);
            // Without a body the header block's empty line ends the message; another one would be a line of text.
            lineEnds.Add(new Unix2DosFilter(ensureNewLine: message.HasBody));
            message.CopyBodyTo(lineEnds);
            lineEnds.Flush(cancellationToken);
        }
    }
}
