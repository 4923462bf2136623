namespace MailingList.Core.Records;

/// <summary>What became of another host's version of a record.</summary>
public enum Merged
{
    /// <summary>It is what we have.</summary>
    Same,

    /// <summary>It is later than ours and stands in its place.</summary>
    Theirs,

    /// <summary>Ours is later and stays; the others do not seem to know it.</summary>
    Ours,

    /// <summary>It belongs to a list that was deleted since.</summary>
    Dead,
}
