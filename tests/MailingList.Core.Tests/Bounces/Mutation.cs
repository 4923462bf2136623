using System.Net;
using System.Text;

using MimeKit;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Makes something else of messages, and knows what is in them.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\n", "\n\n", "\r\n", " ", "\t", "\0", "@", "<", ">", "\"", "(", ")", ";", ":", "--", "--b\n", "=?utf-8?Q?=40?=", "\\x{40}", "+2B", "\x1b$B", ".", "5.1.1", "550 ",
            "Final-Recipient: rfc822; ", "Action: failed\n", "Content-Type: message/rfc822\n\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Transfer-Encoding: base64\n", "x@y.example", "<x@y.example>:\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc3], Enumerable.Repeat((byte)'a', 3000).ToArray(),
    ];

    /// <summary>A message with some things in it cut out, doubled, put in, changed, or taken from another.</summary>
    internal static byte[] Of(IReadOnlyList<byte[]> messages, Random random)
    {
        byte[] message = messages[random.Next(messages.Count)];
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int at = random.Next(message.Length + 1);
            int end = Math.Min(message.Length, at + random.Next(1, random.Next(2) == 0 ? 8 : 400));
            byte[] other = messages[random.Next(messages.Count)];
            message = random.Next(7) switch
            {
                0 => [.. message[..at], .. message[end..]],
                1 => [.. message[..end], .. message[at..]],
                2 => [.. message[..at], .. Pieces[random.Next(Pieces.Length)], .. message[at..]],
                3 => [.. message[..at], .. Pieces[random.Next(Pieces.Length)], .. message[end..]],
                4 => [.. message[..at], .. other[random.Next(other.Length + 1)..]],
                5 => message[..at],
                _ => [.. message[..at], (byte)random.Next(256), .. message[Math.Min(message.Length, at + 1)..]],
            };
        }

        return message;
    }

    /// <summary>Everything that somebody could read in a message, decoded in whatever way is possible.</summary>
    internal static string Readable(byte[] message)
    {
        var text = new StringBuilder();
        Add(message);
        foreach (MimeMessage inner in Messages(message))
        {
            foreach (MimePart part in inner.BodyParts.OfType<MimePart>().Where(part => part.Content is not null))
            {
                using var content = new MemoryStream();
                part.Content!.DecodeTo(content);
                Add(content.ToArray());
                if (part is TextPart known)
                {
                    // .NET reads few charsets of itself.
                    Encoding? charset = known.ContentType.Charset is { } name ? CodePagesEncodingProvider.Instance.GetEncoding(name) : null;
                    text.Append(charset is null ? known.Text : known.GetText(charset)).Append('\n');
                }
            }

            foreach (Header field in inner.Headers)
            {
                text.Append(field.Value).Append('\n');
            }
        }

        string all = text.ToString();
        all += WebUtility.HtmlDecode(all);
        return all + all.Replace("+2B", "+", StringComparison.OrdinalIgnoreCase).Replace("+3D", "=", StringComparison.OrdinalIgnoreCase) + all.Replace(@"\x{40}", "@", StringComparison.Ordinal);

        void Add(byte[] bytes) => text.Append(Encoding.UTF8.GetString(bytes)).Append('\n').Append(Encoding.Latin1.GetString(bytes)).Append('\n');
    }

    private static IEnumerable<MimeMessage> Messages(byte[] message)
    {
        var left = new Queue<MimeMessage?>([Load(message)]);
        while (left.TryDequeue(out MimeMessage? next))
        {
            if (next is null)
            {
                continue;
            }

            yield return next;
            foreach (MimeEntity part in next.BodyParts)
            {
                if (part is MessagePart { Message: { } inner })
                {
                    left.Enqueue(inner);
                }
                else if (part is MimePart { Content: not null } encoded && part.ContentType.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase))
                {
                    using var content = new MemoryStream();
                    encoded.Content!.DecodeTo(content);
                    left.Enqueue(Load(content.ToArray()));
                }
            }
        }
    }

    private static MimeMessage? Load(byte[] message)
    {
        try
        {
            using var stream = new MemoryStream(message);
            return MimeMessage.Load(stream);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
