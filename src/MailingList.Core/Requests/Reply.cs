using MailingList.Core.Letters;

namespace MailingList.Core.Requests;

/// <summary>What is said to somebody who asked for something.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>A letter of its own.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Values">What it says beyond what every letter of the list can say.</param>
    public sealed record ByLetter(LetterKind Kind, params (string Placeholder, string Value)[] Values) : Reply;

    /// <summary>A few words.</summary>
    /// <param name="Phrase">Which.</param>
    /// <param name="Detail">What more there is to say, in no language; or empty.</param>
    public sealed record InWords(Phrase Phrase, string Detail = "") : Reply;

    /// <summary>Nothing but the letter that went, or was to go, to an address to be confirmed.</summary>
    public sealed record Elsewhere : Reply;
}
