using System.Buffers;

namespace MailingList.Core.Bounces.Classes;

/// <summary>Phrases of one meaning; a text is searched for all of them at once.</summary>
internal sealed class PhraseSet(string[] phrases)
{
    private const char Gap = '*';

    private readonly SearchValues<string> _whole = SearchValues.Create([.. phrases.Where(phrase => !phrase.Contains(Gap, StringComparison.Ordinal))], StringComparison.Ordinal);

    private readonly string[][] _broken = [.. phrases.Where(phrase => phrase.Contains(Gap, StringComparison.Ordinal)).Select(phrase => phrase.Split(Gap))];

    internal bool IsIn(string text) => text.AsSpan().ContainsAny(_whole) || Array.Exists(_broken, pieces => HasAll(text, pieces));

    private static bool HasAll(string text, string[] pieces)
    {
        int at = 0;
        foreach (string piece in pieces)
        {
            int found = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return true;
    }
}
