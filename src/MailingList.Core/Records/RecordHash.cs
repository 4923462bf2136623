using System.Buffers.Binary;
using System.Text;

using Org.BouncyCastle.Crypto.Digests;

namespace MailingList.Core.Records;

/// <summary>
/// Where among the containers of its list and group a record lies: the first 32 bits of the SHA-256 of its key. A cryptographic hash,
/// because whoever subscribes chooses the key and must not be able to fill one container.
/// </summary>
public static class RecordHash
{
    /// <summary>How many hexadecimal digits it has.</summary>
    public const int Digits = 8;

    private const int HashSize = 32;
    private const int LongestOnStack = 1024;

    /// <summary>The hash of a key.</summary>
    public static uint Of(string key) => (uint)(Wide(key) >> 32);

    /// <summary>The first 64 bits of the same, for what must not fall on one number.</summary>
    public static ulong Wide(string key)
    {
        // Not .NET's own: that loads OpenSSL, some 2 ms (Arrival/PostIdentity.cs).
        var digest = new Sha256Digest();
        int longest = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = longest <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[longest];
        digest.BlockUpdate(bytes[..Encoding.UTF8.GetBytes(key, bytes)]);
        Span<byte> hash = stackalloc byte[HashSize];
        digest.DoFinal(hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
