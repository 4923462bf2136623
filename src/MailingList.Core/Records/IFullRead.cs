namespace MailingList.Core.Records;

/// <summary>One reading of all that Consul holds. Nothing of it is merged before <see cref="Finish"/>.</summary>
public interface IFullRead : IDisposable
{
    /// <summary>Takes records as they come, in any order; a record may come twice.</summary>
    void Add(IEnumerable<Record> records);

    /// <summary>Merges everything, in portions between which others get their turn.</summary>
    /// <param name="forgetMissing">
    /// What becomes of records that Consul does not have although this host had published them: false, they are published again, for
    /// Consul lost them; true, they are dropped, for this host was away for longer than deletions are kept (<see cref="Record.DeletionsKept"/>).
    /// </param>
    /// <returns>How many records were taken over, and how many are to be published again or were dropped.</returns>
    (long Theirs, long Missing) Finish(bool forgetMissing);
}
