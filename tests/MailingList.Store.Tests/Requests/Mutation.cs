using System.Text;

namespace MailingList.Store.Tests.Requests;

/// <summary>Makes other mails of a mail, as broken programs and people with time do.</summary>
/// <param name="random">What decides.</param>
/// <param name="others">Mails of which parts are put in.</param>
internal sealed class Mutation(Random random, IReadOnlyList<byte[]> others)
{
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\n\n", "\r", "\0", " ", "\t", ">", "> > ", "confirm ", "CONFIRM\n", "dev-confirm+", "--", "-- \n", "end\n", "=", "=\n", "=3D", "=?utf-8?B?", "?=",
        "=?iso-2022-jp?B?GyRC?=", "<", "@", ",", ";", ":", "\"", "(", "\\", "\u00e4", "\u2028", "\ufffd", "<blockquote>", "<pre>", "</div>", "<!--", "&#0;", "&nbsp;",
        "Subject: unsubscribe\n", "From: eve@example.com\n", "From: \n", "To: x\n", "Content-Type: text/html\n", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "MIME-Version: 1.0\n", "Message-ID: <1@example.com>\n", "Auto-Submitted: no\n",
        "Authentication-Results: mx.evil.example; dmarc=pass header.from=example.net\n", "charset=utf-7", "charset=utf-16", "charset=\"\"", "subscribe\n", "unsubscribe\n", "set name x\n",
        "set owners=eve@example.com\n", "subscribe eve@example.com\n", "change-address eve@example.com\n", "who\n", "which\n", "show\n", "help\n",
    ];

    /// <summary>A mail that is a little otherwise, or much.</summary>
    internal byte[] Of(byte[] mail)
    {
        int changes = random.Next(1, 9);
        for (int i = 0; i < changes; i++)
        {
            mail = Change(mail);
        }

        return mail;
    }

    private byte[] Change(byte[] mail)
    {
        int at = random.Next(mail.Length + 1);
        int length = Math.Min(mail.Length - at, random.Next(1, random.Next(2) == 0 ? 4 : 200));
        Span<byte> all = mail;
        return random.Next(11) switch
        {
            0 => [.. all[..at], .. all[(at + length)..]],
            1 => [.. all[..at], .. all.Slice(at, length), .. all[at..]],
            2 or 3 or 4 => [.. all[..at], .. Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), .. all[at..]],
            5 => Flip(mail),
            6 => [.. all[..at]],
            7 => Splice(mail),
            8 => SwapLines(mail),
            9 => [.. all[..at], .. Repeat(all.Slice(at, length), random.Next(1, 100)), .. all[at..]],
            _ => LineEnds(mail),
        };
    }

    private byte[] Flip(byte[] mail)
    {
        byte[] flipped = [.. mail];
        for (int i = 0; i < random.Next(1, 6) && flipped.Length > 0; i++)
        {
            flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
        }

        return flipped;
    }

    private byte[] Splice(byte[] mail)
    {
        byte[] other = others[random.Next(others.Count)];
        return [.. mail.AsSpan(0, random.Next(mail.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];
    }

    private byte[] SwapLines(byte[] mail)
    {
        string[] lines = Encoding.Latin1.GetString(mail).Split('\n');
        (int one, int other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private byte[] LineEnds(byte[] mail)
    {
        string text = Encoding.Latin1.GetString(mail);
        return Encoding.Latin1.GetBytes(random.Next(2) == 0 ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text.Replace("\r", string.Empty, StringComparison.Ordinal));
    }

    private static byte[] Repeat(ReadOnlySpan<byte> part, int times)
    {
        byte[] repeated = new byte[part.Length * times];
        for (int i = 0; i < times; i++)
        {
            part.CopyTo(repeated.AsSpan(i * part.Length));
        }

        return repeated;
    }
}
