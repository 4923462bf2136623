namespace MailingList.Core.Bounces.Classes;

/// <summary>Hosts' words, and what they mean: the first phrase that is in a text counts. <c>*</c> stands for any words, <c>@</c> for an address.</summary>
internal static class Phrases
{
    // Words for one class hold words for another: "recipient address rejected: user unknown", "this account has been blocked". So what is
    // particular stands first, and what is said for many reasons last.
    private static readonly (BounceClass Class, bool IsSure, PhraseSet Phrases)[] Table =
    [
        (BounceClass.Gone, true, new PhraseSet(GonePhrases.NoMail)),
        (BounceClass.Policy, true, new PhraseSet(PolicyPhrases.Named)),
        (BounceClass.Full, true, new PhraseSet(FullPhrases.All)),
        (BounceClass.Content, true, new PhraseSet(ContentPhrases.All)),
        (BounceClass.Temporary, true, new PhraseSet(TemporaryPhrases.Accounts)),
        (BounceClass.Policy, true, new PhraseSet(PolicyPhrases.Senders)),
        (BounceClass.Gone, true, new PhraseSet(GonePhrases.All)),
        (BounceClass.Temporary, false, new PhraseSet(TemporaryPhrases.Hosts)),
        (BounceClass.Policy, false, new PhraseSet(PolicyPhrases.Vague)),
        (BounceClass.Gone, false, new PhraseSet(GonePhrases.Vague)),
    ];

    /// <summary>What a text means, and whether its words say only that; or null.</summary>
    /// <param name="text">In lower case, one line, with @ for addresses (<see cref="ReplyText.Plain"/>).</param>
    internal static (BounceClass Class, bool IsSure)? Find(string text)
    {
        if (text.Length > 0)
        {
            foreach ((BounceClass known, bool isSure, PhraseSet phrases) in Table)
            {
                if (phrases.IsIn(text))
                {
                    return (known, isSure);
                }
            }
        }

        return null;
    }
}
