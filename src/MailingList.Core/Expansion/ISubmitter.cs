using MailingList.Core.Cooking;
using MailingList.Core.Failures;

namespace MailingList.Core.Expansion;

/// <summary>Hands batches to the MTA. One object serves one message.</summary>
public interface ISubmitter : IDisposable
{
    /// <summary>Whether the MTA writes each recipient into the return path of their copy when it is asked to (<see cref="Batch.IsVerp"/>).</summary>
    bool WritesVerp => false;

    /// <summary>
    /// Returns when the MTA has the message for all recipients of the batch, durably. Whenever there is doubt it throws, and the batch
    /// counts as not taken.
    /// </summary>
    /// <exception cref="Failure">The MTA did not take it.</exception>
    void Submit(Batch batch, CookedMessage message);
}
