using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Cooking;
using MailingList.Core.Expansion;

namespace MailingList.Mta.Tests.Support;

/// <summary>Makes any valid thing, of which a test changes the one part that it is about.</summary>
internal static class Some
{
    internal const string ReturnPath = "dev-bounces@lists.example.org";

    internal static EmailAddress Address(string text) => EmailAddress.Parse(text);

    internal static Batch Batch(params string[] recipients) => BatchFrom(ReturnPath, recipients);

    internal static Batch BatchFrom(string returnPath, params string[] recipients) =>
        new(returnPath, [.. (recipients.Length == 0 ? ["anna@example.net"] : recipients).Select(Address)], IsLast: false);

    /// <summary>A message that goes out exactly as it is given.</summary>
    internal static CookedMessage Message(string text = "Subject: hello\n\nHello.\n")
    {
        using var input = new MemoryStream(Encoding.Latin1.GetBytes(text));
        var raw = RawMessage.Receive(input, new MemoryStream());
        return new CookedMessage(new CookedHeader(raw.Header), raw);
    }
}
