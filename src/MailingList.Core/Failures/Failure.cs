using System.Globalization;
using System.Text;

namespace MailingList.Core.Failures;

/// <summary>Ends what the program was doing, with what it means, what is said about it and what to do.</summary>
public sealed class Failure : Exception
{
    /// <summary>A failure of the given kind.</summary>
    /// <param name="kind">What it means for the caller.</param>
    /// <param name="status">The enhanced status code (RFC 3463), as in <c>4.3.0</c>.</param>
    /// <param name="text">One line for people: what is wrong and what to do.</param>
    /// <param name="cause">What the system said, for the log; or null.</param>
    public Failure(FailureKind kind, string status, string text, Exception? cause = null)
        : base(text, cause)
    {
        Kind = kind;
        Status = status;
    }

    /// <summary>What it means for the caller.</summary>
    public FailureKind Kind { get; }

    /// <summary>The enhanced status code (RFC 3463).</summary>
    public string Status { get; }

    /// <summary>A failure that may pass.</summary>
    public static Failure Temporary(string text, Exception? cause = null) => new(FailureKind.Temporary, "4.3.0", text, cause);

    /// <summary>A missing or broken configuration.</summary>
    public static Failure Configuration(string text, Exception? cause = null) => new(FailureKind.Configuration, "4.3.5", text, cause);

    /// <summary>An address at which there is no list.</summary>
    public static Failure NoSuchList(string text) => new(FailureKind.NoSuchList, "5.1.1", text);

    /// <summary>A command line that cannot be understood or done.</summary>
    public static Failure Usage(string text) => new(FailureKind.Usage, "5.5.4", text);

    /// <summary>
    /// The status for an MTA that holds the mail. Its class agrees with the exit code whatever the failure says of itself: Postfix
    /// believes a leading 5 before an exit code of 75, and would return the mail (measured with 3.7.11).
    /// </summary>
    public string PipeStatus => (ExitCodes.ForPipe(Kind) == ExitCodes.Temporary, Status[0]) switch
    {
        (true, not '4') => "4.3.0",
        (false, not '5') => "5.3.0",
        _ => Status,
    };

    /// <summary>
    /// The one line for an MTA. Postfix takes a status code at its very beginning before the exit code, and shows the line to the
    /// sender; so it is one line whatever went into it, printable, and short.
    /// </summary>
    /// <param name="status">The enhanced status code; its class decides between keeping the mail and returning it.</param>
    /// <param name="text">What went wrong.</param>
    public static string Line(string status, string text)
    {
        const int Longest = 400;
        var line = new StringBuilder(status).Append(' ');
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
            {
                break;
            }

            line.Append(EndsLine(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }

    // The separators of Unicode are no control characters, but break a line for whoever shows it.
    private static bool EndsLine(Rune rune) =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
