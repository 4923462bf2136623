using System.Buffers;

using MailingList.Core.Addressing;
using MailingList.Core.Tokens;

namespace MailingList.Core.Commands;

/// <summary>
/// Finds the token that a mail brings back, wherever people's programs put it: in the address that it was sent to, in the subject, or in the body,
/// quoted, and folded over lines.
/// </summary>
/// <param name="mint">Knows a token when it sees one.</param>
/// <param name="list">The list that the mail came to.</param>
/// <param name="purposes">What the token may be for: others are none here.</param>
/// <param name="holders">Who may hold one about somebody else.</param>
public sealed class TokenFinder(TokenMint mint, EmailAddress list, IReadOnlyCollection<TokenPurpose> purposes, IReadOnlyList<EmailAddress> holders)
{
    private const string Word = "confirm";

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t@<>\"()[]");

    // A token of many commands is some lines long, and more are tried for nothing.
    private const int MostLines = 30;
    private const int Longest = 2000;

    // Each costs a MAC; a mail that has nothing but the word is somebody's joke.
    private const int MostCandidates = 500;

    /// <summary>Looks at the places in turn.</summary>
    /// <param name="detail">What stood behind the role in the address; or empty.</param>
    /// <param name="subject">The subject, decoded.</param>
    /// <param name="lines">The body's lines.</param>
    /// <returns>The token; or null, with the best that is known of why: <see cref="TokenProblem.Expired"/> where one was found that was ours.</returns>
    public (Token? Token, TokenProblem? Problem) Find(string detail, string subject, IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        TokenProblem? problem = null;
        foreach (string candidate in Candidates(detail, subject, lines).Take(MostCandidates))
        {
            if (mint.TryRead(candidate, list, holders, out Token? token, out TokenProblem? wrong) && purposes.Contains(token.Purpose))
            {
                return (token, null);
            }

            problem = problem == TokenProblem.Expired ? problem : wrong ?? TokenProblem.Altered;
        }

        return (null, problem);
    }

    private static IEnumerable<string> Candidates(string detail, string subject, IReadOnlyList<string> lines)
    {
        if (detail.Length > 0)
        {
            yield return detail;
        }

        string[] unquoted = [.. lines.Select(line => line.TrimStart('>', ' ', '\t').Trim())];
        foreach (string[] place in (string[][])[[subject], .. Enumerable.Range(0, unquoted.Length).Select(i => unquoted[i..Math.Min(unquoted.Length, i + MostLines)])])
        {
            foreach (string candidate in After(place))
            {
                yield return candidate;
            }
        }
    }

    // Behind the word, to the end of its line, and with the beginnings of the lines that follow: the first whole token is the one.
    private static IEnumerable<string> After(string[] lines)
    {
        int word = lines[0].IndexOf(Word, StringComparison.OrdinalIgnoreCase);
        for (; word >= 0; word = lines[0].IndexOf(Word, word + 1, StringComparison.OrdinalIgnoreCase))
        {
            // `confirm TOKEN`, and the address `dev-confirm+TOKEN@…` as it stood in a letter that is quoted.
            string text = lines[0][(word + Word.Length)..].TrimStart(' ', '\t', '+', '-');
            yield return Whole(text);
            foreach (string line in lines.Skip(1).TakeWhile(_ => text.Length < Longest && text.AsSpan().IndexOfAny(Ends) < 0))
            {
                text += line;
                yield return Whole(text);
            }
        }
    }

    private static string Whole(string text)
    {
        int end = text.AsSpan().IndexOfAny(Ends);
        return (end < 0 ? text : text[..end]).TrimEnd('.', ',', ';', ':', '!');
    }
}
