namespace MailingList.Milter.Wire;

/// <summary>One packet of the protocol: on the wire a length (32 bits, big-endian, which counts the code), a code, and data.</summary>
/// <param name="Code">What it is; any byte, until somebody has looked.</param>
/// <param name="Data">Its data, in the buffer: good until more is received.</param>
internal readonly record struct Frame(CommandCode Code, ReadOnlyMemory<byte> Data)
{
    /// <summary>The bytes of the length, which the length does not count.</summary>
    internal const int LengthBytes = sizeof(uint);
}
