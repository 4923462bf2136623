namespace MailingList.Core.Arrival;

/// <summary>
/// How large a body is, counted as it comes from the wire: each line end as one byte, which is what it has when an MTA pipes it. So a
/// limit means the same to whoever counts while the sender is on the line and to whoever counts afterwards.
/// </summary>
public sealed class BodySize
{
    private bool _endsInReturn;

    /// <summary>The bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts some more; a line end may be cut in two.</summary>
    public void Add(ReadOnlySpan<byte> chunk)
    {
        if (chunk.IsEmpty)
        {
            return;
        }

        int pairs = chunk.Count("\r\n"u8) + (_endsInReturn && chunk[0] == (byte)'\n' ? 1 : 0);
        Bytes += chunk.Length - pairs;
        _endsInReturn = chunk[^1] == (byte)'\r';
    }
}
