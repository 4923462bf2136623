using MailingList.Core.Bounces.Parts;

namespace MailingList.Core.Bounces.Forms;

/// <summary>
/// What a line looks like in which a program names a recipient: <c>{address}</c> stands for the address, <c>{reply}</c> for what is said of it,
/// up to the end of the line, <c>*</c> for anything. Everything else stands for itself, in any case. It matches the whole line, in one pass.
/// </summary>
internal sealed class LinePattern
{
    private const string Address = "{address}";
    private const string Reply = "{reply}";
    private const string Anything = "*";

    private readonly string[] _pieces;

    internal LinePattern(string pattern)
    {
        List<string> pieces = [];
        for (int at = 0; at < pattern.Length;)
        {
            string? special = Array.Find([Address, Reply, Anything], word => string.CompareOrdinal(pattern, at, word, 0, word.Length) == 0);
            int end = special is not null ? at + special.Length : pattern.IndexOfAny(['{', '*'], at);
            end = end < 0 ? pattern.Length : end;
            pieces.Add(pattern[at..end]);
            at = end;
        }

        _pieces = [.. pieces];
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without white space around it, and with one space where there are several.</param>
    /// <param name="address">The address in it.</param>
    /// <param name="reply">What is said of it, perhaps empty.</param>
    internal bool TryRead(string line, out string address, out string reply)
    {
        (address, reply) = (string.Empty, string.Empty);
        int at = 0;
        bool isOpen = false; // the piece before stands for anything
        foreach (string piece in _pieces)
        {
            switch (piece)
            {
                case Anything:
                    isOpen = true;
                    continue;
                case Reply:
                    reply = line[at..];
                    at = line.Length;
                    break;
                case Address:
                    string? found = isOpen ? AddressText.First(line, at, out _, out at) : AddressText.At(line, at, out at);
                    if (found is null)
                    {
                        return false;
                    }

                    address = found;
                    break;
                default:
                    int begin = isOpen ? line.IndexOf(piece, at, StringComparison.OrdinalIgnoreCase)
                        : string.Compare(line, at, piece, 0, piece.Length, StringComparison.OrdinalIgnoreCase) == 0 ? at : -1;
                    if (begin < 0)
                    {
                        return false;
                    }

                    at = begin + piece.Length;
                    break;
            }

            isOpen = false;
        }

        return (isOpen || at == line.Length) && address.Length > 0;
    }
}
