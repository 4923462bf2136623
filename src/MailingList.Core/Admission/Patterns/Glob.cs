namespace MailingList.Core.Admission.Patterns;

/// <summary>
/// A text in which <c>*</c> stands for anything, or nothing. The pieces between the stars are looked for one after the other, and none is
/// ever looked for again: the time it takes grows with what it is matched with, whatever a stranger puts there.
/// </summary>
/// <param name="text">The text; case counts, so both sides are in lower case.</param>
public sealed class Glob(string text)
{
    /// <summary>The most stars that one may have.</summary>
    public const int MostStars = 8;

    private readonly string[] _pieces = text.Split(Star);

    /// <summary>What stands for anything.</summary>
    public const char Star = '*';

    /// <summary>Whether the whole of a text is as this says.</summary>
    public bool Matches(ReadOnlySpan<char> whole)
    {
        (string first, string last) = (_pieces[0], _pieces[^1]);
        if (_pieces.Length == 1)
        {
            return whole.SequenceEqual(first);
        }

        if (whole.Length < first.Length + last.Length || !whole.StartsWith(first) || !whole.EndsWith(last))
        {
            return false;
        }

        ReadOnlySpan<char> rest = whole[first.Length..^last.Length];
        foreach (string piece in _pieces.AsSpan(1..^1))
        {
            // Where it stands first is the best place: it leaves the most for those behind it.
            int at = rest.IndexOf(piece);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }
}
