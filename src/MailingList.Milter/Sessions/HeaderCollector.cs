using System.Buffers;

using MailingList.Milter.Events;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <summary>Puts a header together again, field by field.</summary>
/// <param name="limits">How much of it is taken.</param>
internal sealed class HeaderCollector(MilterLimits limits)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    private readonly List<(int Start, int Name, int End)> _fields = [];

    private bool _isCut;

    /// <summary>Takes a field (SMFIC_HEADER); from the first one on that would make the header too large, none.</summary>
    /// <param name="data">Its name and its value.</param>
    /// <param name="isWhole">Whether the value is all that stands behind the colon; otherwise the MTA has eaten a blank.</param>
    internal void Add(ReadOnlySpan<byte> data, bool isWhole)
    {
        var reader = new WireReader(data);
        ReadOnlySpan<byte> name = reader.Bytes();
        ReadOnlySpan<byte> value = reader.Bytes();
        _isCut = _isCut || _fields.Count == limits.HeaderFields || _bytes.WrittenCount + data.Length + 1 > limits.HeaderBytes;
        if (_isCut)
        {
            return;
        }

        int start = _bytes.WrittenCount;
        _bytes.Write(name);
        _bytes.Write(isWhole ? ":"u8 : ": "u8);
        _bytes.Write(value);
        _bytes.Write("\n"u8);
        _fields.Add((start, name.Length, _bytes.WrittenCount));
    }

    internal MessageHeader ToHeader() => new(_bytes.WrittenMemory, _fields, _isCut);
}
