using System.Text;

using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking;

/// <summary>
/// The header block of an outgoing message: added fields on top, then the fields that were left, byte by byte. On top, because a DKIM
/// signature covers the lowest field of a name (RFC 6376 section 5.4.2).
/// </summary>
public sealed class CookedHeader
{
    private readonly HeaderBlock _original;
    private readonly List<HeaderField> _kept;
    private readonly List<string> _added = [];

    /// <summary>A header block that is still as it came.</summary>
    public CookedHeader(HeaderBlock original)
    {
        _original = original;
        _kept = [.. original.Fields];
    }

    /// <summary>The incoming fields that are still there.</summary>
    public IEnumerable<HeaderField> Kept => _kept;

    /// <summary>The fields that were added, in their order.</summary>
    public IReadOnlyList<string> Added => _added;

    /// <summary>Takes out the incoming fields of which the condition is true.</summary>
    public void Remove(Predicate<HeaderField> condition) => _kept.RemoveAll(condition);

    /// <summary>Adds a field below those added before. Name and value are ours: ASCII, without line ends.</summary>
    public void Add(string name, string value) => _added.Add($"{name}: {value}");

    /// <summary>The bytes, with the empty line that ends them.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        byte[] lineEnd = Encoding.ASCII.GetBytes(_original.LineEnd);
        foreach (string field in _added)
        {
            bytes.Write(Encoding.ASCII.GetBytes(field));
            bytes.Write(lineEnd);
        }

        foreach (HeaderField field in _kept)
        {
            bytes.Write(field.Raw.Span);
        }

        if (_original.EndsOpen && _kept.Count > 0 && _kept[^1] == _original.Fields[^1])
        {
            bytes.Write(lineEnd);
        }

        bytes.Write(lineEnd);
        return bytes.ToArray();
    }
}
