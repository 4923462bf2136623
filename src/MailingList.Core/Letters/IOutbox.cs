namespace MailingList.Core.Letters;

/// <summary>
/// Letters that are still to be handed to the MTA of this host. They come into it in the transaction that changes what they are about: so
/// a process that is killed leaves neither a change without its letter nor a letter without its change.
/// </summary>
public interface IOutbox
{
    /// <summary>Puts letters in, in the running transaction.</summary>
    /// <param name="errand">What they belong to: the identity of the mail that they answer, or any unique text.</param>
    /// <param name="letters">The letters.</param>
    void Put(string errand, IEnumerable<OutgoingLetter> letters);

    /// <summary>The letters of an errand that were not handed over yet, with their numbers, in their order.</summary>
    IReadOnlyList<(long Number, OutgoingLetter Letter)> WaitingFor(string errand);

    /// <summary>Errands of which a letter has been waiting since before then: the process that wrote it is gone.</summary>
    /// <param name="before">Since when at least.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<string> Left(DateTimeOffset before, int count);

    /// <summary>Notes, durably, that the MTA has a letter.</summary>
    void Took(long number);
}
