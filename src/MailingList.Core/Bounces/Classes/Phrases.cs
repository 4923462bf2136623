namespace MailingList.Core.Bounces.Classes;

/// <summary>Hosts' words, and what they mean: the first phrase that is in a text counts. <c>*</c> stands for any words, <c>@</c> for an address.</summary>
internal static class Phrases
{
    // Words for one class hold words for another: "recipient address rejected: user unknown", "this account has been blocked". So what is
    // particular stands first, and what is said for many reasons last.
    private static readonly (BounceClass Class, string[][] Phrases)[] Table =
    [
        (BounceClass.Gone, Cut(GonePhrases.NoMail)),
        (BounceClass.Policy, Cut(PolicyPhrases.Named)),
        (BounceClass.Full, Cut(FullPhrases.All)),
        (BounceClass.Content, Cut(ContentPhrases.All)),
        (BounceClass.Temporary, Cut(TemporaryPhrases.Accounts)),
        (BounceClass.Policy, Cut(PolicyPhrases.Senders)),
        (BounceClass.Gone, Cut(GonePhrases.All)),
        (BounceClass.Temporary, Cut(TemporaryPhrases.Hosts)),
        (BounceClass.Policy, Cut(PolicyPhrases.Vague)),
        (BounceClass.Gone, Cut(GonePhrases.Vague)),
    ];

    /// <summary>What a text means, or null.</summary>
    /// <param name="text">In lower case, one line, with @ for addresses (<see cref="ReplyText.Plain"/>).</param>
    internal static BounceClass? Class(string text)
    {
        if (text.Length > 0)
        {
            foreach ((BounceClass known, string[][] phrases) in Table)
            {
                if (Array.Exists(phrases, phrase => Has(text, phrase)))
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static string[][] Cut(string[] phrases) => [.. phrases.Select(phrase => phrase.Split('*'))];

    private static bool Has(string text, string[] pieces)
    {
        int at = 0;
        foreach (string piece in pieces)
        {
            int found = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return true;
    }
}
