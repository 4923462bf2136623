using MailingList.Core.Cooking;

using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace MailingList.Mta.Submission;

/// <summary>
/// Lets MailKit send a message that MimeKit has not parsed: an entity without a header of its own in a message without one, which writes
/// our bytes with the line ends of SMTP. Nothing is re-encoded for the way, because that would break the author's signature.
/// </summary>
internal static class PassThroughMessage
{
    /// <summary>The message for MailKit's <c>Send</c>.</summary>
    internal static MimeMessage For(CookedMessage message)
    {
        var passThrough = new MimeMessage();
        var entity = new Entity(message);
        entity.Headers.Clear();
        passThrough.Body = entity;
        passThrough.Headers.Clear();
        return passThrough;
    }

    private sealed class Entity(CookedMessage message) : MimePart
    {
        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            using var lineEnds = new FilteredStream(stream);
            lineEnds.Add(new Unix2DosFilter(ensureNewLine: true));
            message.WriteTo(lineEnds);
            lineEnds.Flush(cancellationToken);
        }
    }
}
