using System.Buffers;
using System.Globalization;
using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Failures;

namespace MailingList.Mta.Lookups;

/// <summary>
/// The two ways to ask, told apart by the first byte. Postfix's socketmap (socketmap_table(5)): netstrings, <c>11:lists a@b.c,</c>, and as
/// answers <c>OK value</c>, <c>NOTFOUND </c>, <c>TEMP reason</c>, <c>PERM reason</c>. And a line for Exim's <c>${readsocket}</c>:
/// <c>rcpt</c>, the sender and the recipient with tabs between them; the answer is <c>OK</c> or a status with its text, and no line end: an
/// expansion would keep it (measured with 4.96). <c>list</c> and an address asks as the map <c>lists</c> does, for <c>OK</c> or <c>NO</c>.
/// <c>data</c> and what <see cref="ArrivingMessage"/> reads is a whole message, which ends where nothing more comes; the answer is <c>OK</c>,
/// perhaps with addresses behind tabs that are to be taken out, or <c>DISCARD</c>, or a status with its text.
/// </summary>
/// <param name="lookup">Knows the answers.</param>
public sealed class LookupProtocol(ILookup lookup)
{
    /// <summary>The longest question. Addresses have 254 bytes at most (RFC 5321 section 4.5.3.1.3).</summary>
    public const int Longest = 4096;

    /// <summary>The longest question about a message that is looked at. What is longer is read to its end, however little of it is kept.</summary>
    public const int LongestMessage = 1 << 20;

    private const int LongestNumber = 5;
    private const byte End = (byte)',';

    /// <summary>Answers the first question of what has come.</summary>
    /// <param name="input">What has come so far; not empty.</param>
    /// <param name="isEnd">Whether nothing more comes.</param>
    /// <param name="answer">The answer, if the question is whole.</param>
    /// <param name="isLast">Whether who asks waits for the end of the connection: then it is to be ended.</param>
    /// <returns>How many bytes the question took; 0: more of it must come; below 0: it is none, and nobody can know where the next one begins.</returns>
    public int Answer(ReadOnlySpan<byte> input, bool isEnd, IBufferWriter<byte> answer, out bool isLast)
    {
        bool isSocketMap = char.IsAsciiDigit((char)input[0]);
        int taken = isSocketMap ? AnswerSocketMap(input, answer) : AnswerLine(input, isEnd, answer);
        isLast = !isSocketMap && taken > 0;
        return taken;
    }

    private int AnswerSocketMap(ReadOnlySpan<byte> input, IBufferWriter<byte> answer)
    {
        int colon = input[..Math.Min(input.Length, LongestNumber + 1)].IndexOf((byte)':');
        if (colon < 0)
        {
            return input.Length <= LongestNumber ? 0 : -1;
        }

        if (!int.TryParse(input[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > Longest)
        {
            return -1;
        }

        int whole = colon + 1 + length + 1;
        if (input.Length < whole)
        {
            return 0;
        }

        if (input[whole - 1] != End)
        {
            return -1;
        }

        string said = Find(Encoding.UTF8.GetString(input[(colon + 1)..(whole - 1)]));
        int bytes = Encoding.UTF8.GetByteCount(said);
        Write(answer, string.Create(CultureInfo.InvariantCulture, $"{bytes}:{said},"));
        return whole;
    }

    private string Find(string question)
    {
        int blank = question.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0)
        {
            return "PERM the question has no key";
        }

        try
        {
            return lookup.Find(question[..blank], question[(blank + 1)..]) is { } value ? $"OK {value}" : "NOTFOUND ";
        }
        catch (Failure failure)
        {
            return $"{(failure.Kind == FailureKind.Usage ? "PERM" : "TEMP")} {failure.Message.ReplaceLineEndings(" ")}";
        }
    }

    private int AnswerLine(ReadOnlySpan<byte> input, bool isEnd, IBufferWriter<byte> answer)
    {
        bool isMessage = input.StartsWith("data\t"u8);
        int end = isMessage ? -1 : input.IndexOf((byte)'\n');
        if (end < 0 && !isEnd)
        {
            return input.Length > Longest && !isMessage ? -1 : 0;
        }

        int whole = end < 0 ? input.Length : end + 1;
        if (Said(input[..whole], isMessage) is not { } said)
        {
            return -1;
        }

        Write(answer, said);
        return whole;
    }

    // Null: that is no question.
    private string? Said(ReadOnlySpan<byte> question, bool isMessage)
    {
        try
        {
            return isMessage ? Judge(question["data\t".Length..]) : Encoding.UTF8.GetString(question).TrimEnd('\n').TrimEnd('\r').Split('\t') switch
            {
                ["rcpt", var sender, var recipient] => lookup.Refuse(sender, recipient) ?? "OK",
                ["list", var address] => lookup.Find(ILookup.Lists, address) is null ? "NO" : "OK",
                _ => null,
            };
        }
        catch (Failure failure)
        {
            return Failure.Line(failure.PipeStatus, failure.Message);
        }
    }

    private string? Judge(ReadOnlySpan<byte> question)
    {
        // Of what is too long nobody knows what the rest says: it is taken, and judged when it is piped to us.
        if (question.Length > LongestMessage)
        {
            return "OK";
        }

        if (ArrivingMessage.Read(question, out bool isCut) is not { } message)
        {
            return null;
        }

        if (isCut)
        {
            return "OK";
        }

        Conclusion conclusion = lookup.Judge(message);
        return conclusion.Verdict switch
        {
            Verdict.Reject rejected => Failure.Line(rejected.Status, rejected.Text),
            Verdict.Discard => "DISCARD",
            _ => string.Join('\t', ["OK", .. conclusion.TakenOut.Select(Unquoted)]),
        };
    }

    // As Exim has the address it routes: $local_part@$domain.
    private static string Unquoted(string recipient) =>
        EmailAddress.TryParse(recipient, out EmailAddress? address, out _) ? $"{address.Content}@{address.Domain}" : recipient;

    private static void Write(IBufferWriter<byte> answer, string text) => Encoding.UTF8.GetBytes(text, answer);
}
