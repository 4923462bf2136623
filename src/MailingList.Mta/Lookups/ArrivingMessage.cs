using System.Globalization;
using System.Text;

using MailingList.Core.Arrival;

namespace MailingList.Mta.Lookups;

/// <summary>A message that has come to its end, while its sender waits to hear whether it is taken.</summary>
/// <param name="Sender">The return path; empty: the null return path.</param>
/// <param name="BodySize">The body in bytes (<see cref="Core.Arrival.BodySize"/>).</param>
/// <param name="Recipients">Everybody who is to get it, lists and others.</param>
/// <param name="Header">The header block, with the MTA's own Received field on top.</param>
public sealed record ArrivingMessage(string Sender, long BodySize, IReadOnlyList<string> Recipients, HeaderBlock Header)
{
    // Exim cuts $message_headers_raw there without a word (HEADER_INSERT_MAXLEN, 4.94 to 4.98).
    private const int CutHeader = 64 * 1024;

    /// <summary>
    /// Reads what Exim says of it in the ACL for DATA: the sender, <c>$message_body_size</c>, how long <c>$message_headers_raw</c> is, and
    /// <c>$recipients</c>, with tabs between them; behind a line end the header block, in which Exim's own Received field is (measured with 4.96).
    /// </summary>
    /// <param name="text">What Exim says.</param>
    /// <param name="isCut">Whether it is only the beginning of a longer header block.</param>
    /// <returns>Null: that is none.</returns>
    internal static ArrivingMessage? Read(ReadOnlySpan<byte> text, out bool isCut)
    {
        isCut = false;
        int end = text.IndexOf((byte)'\n');
        if (end < 0 || Encoding.UTF8.GetString(text[..end]).Split('\t') is not [var sender, var body, var headers, var recipients]
            || !long.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out long bodySize)
            || !long.TryParse(headers, NumberStyles.None, CultureInfo.InvariantCulture, out long headerSize))
        {
            return null;
        }

        isCut = headerSize >= CutHeader;

        // A copy: who writes to the author looks at it when the next question is long there.
        return HeaderBlock.TryParse(text[(end + 1)..].ToArray(), out HeaderBlock header)
            ? new ArrivingMessage(sender, bodySize, Addresses(recipients), header)
            : null;
    }

    // Commas stand between them, and in quoted local parts.
    private static List<string> Addresses(string list)
    {
        var addresses = new List<string>();
        int start = 0;
        bool isQuoted = false;
        for (int at = 0; at < list.Length; at++)
        {
            switch (list[at])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\\' when isQuoted:
                    at++;
                    break;
                case ',' when !isQuoted:
                    addresses.Add(list[start..at].Trim(' '));
                    start = at + 1;
                    break;
            }
        }

        addresses.Add(list[start..].Trim(' '));
        return addresses;
    }
}
