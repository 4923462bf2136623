using MailingList.Core.Letters;

namespace MailingList.Core.Requests;

/// <summary>What is said to somebody who asked for something.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Whether something is otherwise than before, or somebody else was asked. A token that comes back once more does nothing.</summary>
    public virtual bool IsDone => false;

    /// <summary>A letter of its own.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Values">What it says beyond what every letter of the list can say.</param>
    public sealed record ByLetter(LetterKind Kind, params (string Placeholder, string Value)[] Values) : Reply
    {
        /// <summary>Whether it tells of a change, and not only how things are.</summary>
        public bool TellsChange { get; init; }

        /// <inheritdoc/>
        public override bool IsDone => TellsChange;
    }

    /// <summary>A few words.</summary>
    /// <param name="Phrase">Which.</param>
    /// <param name="Detail">What more there is to say, in no language; or empty.</param>
    public sealed record InWords(Phrase Phrase, string Detail = "") : Reply
    {
        /// <inheritdoc/>
        public override bool IsDone => Phrase is Phrase.Done or Phrase.Asked && Detail.Length == 0;
    }

    /// <summary>Nothing more: the letter that tells it went out with the change (welcome, goodbye).</summary>
    public sealed record Elsewhere : Reply
    {
        /// <inheritdoc/>
        public override bool IsDone => true;
    }
}
