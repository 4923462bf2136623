using MailingList.Core.Lists;

namespace MailingList.Core.Expansion;

/// <summary>The journal's entry of one post. Disposing of it lets other processes have it; so does this process's death.</summary>
public interface IJournalEntry : IDisposable
{
    /// <summary>Whether its distribution was begun and not brought to its end.</summary>
    bool IsUnderWay { get; }

    /// <summary>Whether everybody has it: the post has come again.</summary>
    bool IsFinished { get; }

    /// <summary>The key of the last recipient whose batch the MTA took, or empty.</summary>
    string Cursor { get; }

    /// <summary>How many recipients have it so far, over all tries.</summary>
    int Recipients { get; }

    /// <summary>Whether each recipient has a return path of their own (VERP); false before <see cref="Begin"/>. It stays as it began.</summary>
    bool IsVerp { get; }

    /// <summary>Notes, durably, that the distribution begins; nothing where it had begun before.</summary>
    /// <param name="policy">When recipients have return paths of their own. A day is one of UTC; the first post that this host distributes counts.</param>
    void Begin(VerpPolicy policy);

    /// <summary>Notes, durably, that the MTA has this batch; and that everybody has the post if it was the last.</summary>
    void Took(Batch batch);

    /// <summary>Notes, durably, that nobody is left to have it.</summary>
    void Finish();
}
