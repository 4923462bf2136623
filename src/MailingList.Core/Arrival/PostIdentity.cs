using System.Text;

using MailingList.Core.Addressing;

using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.IO;

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
        // Not .NET's own SHA-256: that loads OpenSSL, some 2 ms in every pipe process. MimeKit brings this one along.
        using var hash = new DigestSink(new Sha256Digest());
        hash.Write(Encoding.UTF8.GetBytes($"{destination.List.Key}\0{destination.Role}\0"));
        // One mail may go to several addresses with a token each: an owner accepts two applicants at once.
        if (destination.Detail.Length > 0)
        {
            hash.Write(Encoding.UTF8.GetBytes($"{destination.Detail.ToLowerInvariant()}\0"));
        }


        bool hasMessageId = message.Header.All("Message-ID").Any(field => field.Value.Length > 0);
        foreach (HeaderField field in message.Header.Fields)
        {
            if (hasMessageId ? Identifying.Any(field.Is) : !field.Is("Return-Path"))
            {
                hash.Write(Encoding.Latin1.GetBytes($"{field.Name.ToLowerInvariant()}:{field.Value}\n"));
            }
        }

        hash.Write("\0"u8);
        message.CopyBodyTo(hash);
        byte[] digest = new byte[hash.Digest.GetDigestSize()];
        hash.Digest.DoFinal(digest, 0);
        return Convert.ToHexStringLower(digest);
    }
}
