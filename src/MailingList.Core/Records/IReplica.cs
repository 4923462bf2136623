namespace MailingList.Core.Records;

/// <summary>What replication needs of this host's store. Changes are made inside <see cref="Write"/>.</summary>
public interface IReplica
{
    /// <summary>Makes changes in one transaction: all of them are on the disk when it returns, or none.</summary>
    T Write<T>(Func<T> changes);

    /// <summary>What this host remembers of its exchanges.</summary>
    ReplicaState State { get; }

    /// <summary>Replaces what this host remembers of its exchanges.</summary>
    void Remember(ReplicaState state);

    /// <summary>Puts another host's version in the place of ours where it is the later one.</summary>
    Merged Merge(Record theirs);

    /// <summary>Where the records lie that the others have not been told of, in the order of lists, groups and hashes.</summary>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<(string List, RecordGroup Group, uint Hash)> Unpublished(int count);

    /// <summary>The records of a range that the others have not been told of.</summary>
    IReadOnlyList<Record> UnpublishedIn(RecordRange range);

    /// <summary>How many records the others have not been told of.</summary>
    long CountUnpublished();

    /// <summary>The same of one list and group.</summary>
    long CountUnpublished(string list, RecordGroup group);

    /// <summary>Marks the records of a range as not told, as when they are to move to other containers.</summary>
    void MarkUnpublished(RecordRange range);

    /// <summary>Notes that the others have been told of these versions; one that changed meanwhile stays to be told.</summary>
    void MarkPublished(IEnumerable<Record> records);

    /// <summary>Marks everything as not told, as when a host becomes a member of a cluster.</summary>
    void MarkAllUnpublished();

    /// <summary>How many digits tell the containers of a list and group apart, as far as this host knows; 0: it is one.</summary>
    int Digits(string list, RecordGroup group);

    /// <summary>Notes that there are containers of so many digits; fewer than are known change nothing.</summary>
    void Deepen(string list, RecordGroup group, int digits);

    /// <summary>Begins a full read: everything that Consul holds goes by way of it, so that at the end it is known what Consul lacks.</summary>
    IFullRead BeginFullRead();

    /// <summary>Takes away what is kept no longer (<see cref="Record.IsForgotten"/>), but for deletions that the others have not been told of.</summary>
    int Forget(DateTimeOffset now);

    /// <summary>Notes what is wrong with a value in Consul, for <c>status</c>; null: nothing is, any more.</summary>
    void Note(string key, string? trouble);

    /// <summary>What is wrong with values in Consul, by their keys without the prefix.</summary>
    IReadOnlyDictionary<string, string> Troubles { get; }

    /// <summary>All records, in the order of lists, kinds and keys: the canonical export, and what there is to say to a cluster that is joined.</summary>
    IEnumerable<Record> All();
}
