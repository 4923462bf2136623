using System.Text;

namespace MailingList.IntegrationTests.Support;

/// <summary>Makes what a test needs and does not care about.</summary>
internal static class Some
{
    private static int _number;

    /// <summary>A post that is like no other, with all fields that Postfix would add for a client on its own host.</summary>
    internal static byte[] Post(string body = "Hello.\n", string from = "author@example.net", string headers = "") =>
        Bytes($"From: Author <{from}>\nTo: list@example.net\nSubject: post\nDate: Mon, 23 Nov 2026 05:00:00 +0000\nMessage-ID: <{Interlocked.Increment(ref _number)}.{Guid.NewGuid():N}@example.net>\n{headers}\n{body}");

    /// <summary>Text as bytes, each character below 256 being one.</summary>
    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Bytes as text, each byte being one character.</summary>
    internal static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>So many addresses over some domains.</summary>
    internal static IEnumerable<string> Addresses(int count) => Enumerable.Range(0, count).Select(i => $"user{i:00000}@domain{i % 97}.example");
}
