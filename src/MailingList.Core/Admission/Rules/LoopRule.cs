using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Cooking.Transforms;

namespace MailingList.Core.Admission.Rules;

/// <summary>
/// A message that has been here before. Three marks, for each can be lost on the way: our List-Id, our own loop header, and a count of
/// hops (RFC 5321 section 6.3 asks for a limit; Exim stops at 30, Postfix at 50).
/// </summary>
public sealed class LoopRule : IAdmissionRule
{
    /// <summary>The most hosts that a message may have travelled through.</summary>
    public const int MostHops = 30;

    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        if (post.Header.All(LoopHeader.Name).Any(field => field.Value.Equals(post.LoopMark, StringComparison.OrdinalIgnoreCase)))
        {
            return Reject(post, $"this message has been through {post.LoopMark} before");
        }

        // A list's post that somebody sends on to the owners is no loop.
        if (post.Destination.Role == Role.Post && post.Header.All("List-Id").Any(field => Names(field.Value, post.List.ListId)))
        {
            return Reject(post, $"this message has been distributed by {post.List.Address} before");
        }

        int hops = post.Header.All("Received").Count();
        return hops > MostHops ? Reject(post, $"this message has travelled through {hops} hosts; more than {MostHops} are taken for a loop") : null;
    }

    // RFC 2919 section 3 and 6: the identifier stands in brackets behind an optional phrase, and compares without case.
    private static bool Names(string value, string listId)
    {
        int open = value.LastIndexOf('<');
        int close = value.LastIndexOf('>');
        ReadOnlySpan<char> identifier = open >= 0 && close > open ? value.AsSpan(open + 1, close - open - 1) : value;
        return identifier.Trim().Equals(listId, StringComparison.OrdinalIgnoreCase);
    }

    // RFC 3463: X.4.6 routing loop detected.
    private static Verdict.Reject Reject(PostHead post, string text) => new("5.4.6", $"{text}; {post.Questions}", "loop");
}
