using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Addressing;

namespace MailingList.Core.Arrival;

/// <summary>
/// What makes a message the same post when it comes again: from the MTA's queue after a crash, or from a sender that never saw our
/// MTA's answer. For a message with a Message-ID: that, its Date and its body, for the trace fields differ between two copies. For one
/// without: everything but the return path, because two such messages must rather be sent twice than be taken for one.
/// </summary>
public static class PostIdentity
{
    private static readonly string[] Identifying = ["Message-ID", "Date"];

    /// <summary>The SHA-256 over the address that was written to and what identifies the message: 64 hexadecimal digits.</summary>
    public static string Of(Destination destination, RawMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{destination.List.Key}\0{destination.Role}\0"));

        bool hasMessageId = message.Header.All("Message-ID").Any(field => field.Value.Length > 0);
        foreach (HeaderField field in message.Header.Fields)
        {
            if (hasMessageId ? Identifying.Any(field.Is) : !field.Is("Return-Path"))
            {
                hash.AppendData(Encoding.Latin1.GetBytes($"{field.Name.ToLowerInvariant()}:{field.Value}\n"));
            }
        }

        hash.AppendData("\0"u8);
        using var body = new HashingStream(hash);
        message.CopyBodyTo(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Feeds what is written to it into a hash.</summary>
    private sealed class HashingStream(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
