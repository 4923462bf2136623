using System.Buffers;

namespace MailingList.Core.Bounces.Classes;

/// <summary>Phrases of one meaning; a text is searched for all of them at once.</summary>
internal sealed class PhraseSet(string[] phrases)
{
    private const char Gap = '*';
    private const int WidestGap = 80;

    private readonly SearchValues<string> _whole = SearchValues.Create([.. phrases.Where(phrase => !phrase.Contains(Gap, StringComparison.Ordinal))], StringComparison.Ordinal);

    private readonly string[][] _broken = [.. phrases.Where(phrase => phrase.Contains(Gap, StringComparison.Ordinal)).Select(phrase => phrase.Split(Gap))];

    internal bool IsIn(string text) => text.AsSpan().ContainsAny(_whole) || Array.Exists(_broken, pieces => HasAll(text, pieces));

    // The words of a phrase stand near each other, or else they are two sentences'.
    private static bool HasAll(string text, string[] pieces)
    {
        for (int begin = text.IndexOf(pieces[0], StringComparison.Ordinal); begin >= 0; begin = text.IndexOf(pieces[0], begin + 1, StringComparison.Ordinal))
        {
            int at = begin + pieces[0].Length;
            for (int i = 1; i < pieces.Length && at >= 0; i++)
            {
                int found = text.IndexOf(pieces[i], at, Math.Min(text.Length - at, WidestGap + pieces[i].Length), StringComparison.Ordinal);
                at = found < 0 ? -1 : found + pieces[i].Length;
            }

            if (at >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
