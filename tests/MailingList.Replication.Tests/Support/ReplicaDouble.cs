using MailingList.Core.Records;

namespace MailingList.Replication.Tests.Support;

/// <summary>A replica that does what a real one does, but for what a test says.</summary>
internal abstract class ReplicaDouble(IReplica replica) : IReplica
{
    public virtual ReplicaState State => replica.State;

    public IReadOnlyDictionary<string, string> Troubles => replica.Troubles;

    public virtual T Write<T>(Func<T> changes) => replica.Write(changes);

    public void Remember(ReplicaState state) => replica.Remember(state);

    public Merged Merge(Record theirs) => replica.Merge(theirs);

    public IReadOnlyList<(string List, RecordGroup Group, uint Hash)> Unpublished(int count) => replica.Unpublished(count);

    public IReadOnlyList<Record> UnpublishedIn(RecordRange range) => replica.UnpublishedIn(range);

    public long CountUnpublished() => replica.CountUnpublished();

    public long CountUnpublished(string list, RecordGroup group) => replica.CountUnpublished(list, group);

    public void MarkUnpublished(RecordRange range) => replica.MarkUnpublished(range);

    public virtual void MarkPublished(IEnumerable<Record> records) => replica.MarkPublished(records);

    public void MarkAllUnpublished() => replica.MarkAllUnpublished();

    public int Digits(string list, RecordGroup group) => replica.Digits(list, group);

    public void Deepen(string list, RecordGroup group, int digits) => replica.Deepen(list, group, digits);

    public virtual IFullRead BeginFullRead() => replica.BeginFullRead();

    public int Forget(DateTimeOffset now) => replica.Forget(now);

    public void Note(string key, string? trouble) => replica.Note(key, trouble);

    public IEnumerable<Record> All() => replica.All();
}
