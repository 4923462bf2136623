using System.Text;
using System.Text.RegularExpressions;

namespace MailingList.Milter.Answers;

/// <summary>A refusal as the SMTP client reads it (SMFIR_REPLYCODE). One that is said often may be made once and kept.</summary>
/// <remarks>
/// Every line carries the code and the status, as RFC 2034 wants it and as Postfix's snapshots of 3.12 check it; of older ones, 3.7.11 among them, the
/// first line alone is checked, and a code without a status is malformed there (measured).
/// </remarks>
public sealed partial class SmtpReply
{
    // RFC 5321 section 4.5.3.1.5: 512 bytes with code and CRLF; libmilter's smfi_setmlreply allows 980.
    private const int LongestLine = 510;

    // libmilter's smfi_setmlreply.
    private const int MostLines = 32;

    /// <summary>A reply.</summary>
    /// <param name="code">The reply code of SMTP, 400 to 599. 421 ends the client's connection, too (measured).</param>
    /// <param name="status">The enhanced status code (RFC 3463), of the same class.</param>
    /// <param name="text">
    /// What the sender is told. Its line ends make lines; a line that is too long is broken at a blank, what is no printable ASCII becomes a question mark (RFC 5321 section
    /// 4.2), and lines beyond the 32nd are left out: a text may come from anywhere.
    /// </param>
    /// <exception cref="ArgumentException">The code is no refusal, or the status is none or of another class.</exception>
    public SmtpReply(int code, string status, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (code is < 400 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "a reply code from 400 to 599 is wanted");
        }

        if (!EnhancedStatus().IsMatch(status) || status[0] - '0' != code / 100)
        {
            throw new ArgumentException($"an enhanced status code {code / 100}.y.z is wanted, not '{status}'", nameof(status));
        }

        Code = code;
        Status = status;
        IEnumerable<string> lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Lines = [.. lines.SelectMany(line => Break(Clean(line), LongestLine - Prefix(true).Length)).Take(MostLines)];
        Wire = Encoding.ASCII.GetBytes(string.Join("\r\n", Lines.Select((line, i) => (Prefix(i == Lines.Count - 1) + Escaped(line)).TrimEnd())) + '\0');
    }

    /// <summary>The reply code of SMTP.</summary>
    public int Code { get; }

    /// <summary>The enhanced status code.</summary>
    public string Status { get; }

    /// <summary>The lines of text, as the client gets them behind code and status.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The data of SMFIR_REPLYCODE: lines with CRLF between them, a NUL at the end.</summary>
    internal ReadOnlyMemory<byte> Wire { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Status} {string.Join(" / ", Lines)}";

    private string Prefix(bool isLast) => $"{Code}{(isLast ? ' ' : '-')}{Status} ";

    // sendmail takes the reply for a format string; Postfix makes one of two, and drops a single one (measured).
    private static string Escaped(string line) => line.Replace("%", "%%", StringComparison.Ordinal);

    private static string Clean(string line) => string.Concat(line.Select(c => c is >= ' ' and <= '~' ? c : c == '\t' ? ' ' : '?'));

    private static IEnumerable<string> Break(string line, int longest)
    {
        while (line.Length > longest)
        {
            int blank = line.LastIndexOf(' ', longest, longest);
            int end = blank > 0 ? blank : longest;
            yield return line[..end];
            line = line[end..].TrimStart();
        }

        yield return line;
    }

    [GeneratedRegex(@"\A[45]\.[0-9]{1,3}\.[0-9]{1,3}\z")]
    private static partial Regex EnhancedStatus();
}
