using MailingList.Core.Admission;
using MailingList.Core.Arrival;

namespace MailingList.Core;

/// <summary>What became of a post.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>What becomes of a post by its verdict alone; null: it goes on.</summary>
    public static Outcome? Of(Post post, Verdict verdict) => verdict switch
    {
        Verdict.Reject reject => new Refused(post, reject),
        Verdict.Discard discard => new Discarded(post, discard),
        _ => null,
    };

    /// <summary>The MTA has it for everybody.</summary>
    /// <param name="Post">The post.</param>
    /// <param name="Batches">How many batches this process handed over.</param>
    /// <param name="Recipients">How many recipients have it, over all tries.</param>
    public sealed record Distributed(Post Post, int Batches, int Recipients) : Outcome;

    /// <summary>It had been distributed before and is dropped.</summary>
    /// <param name="Post">The post.</param>
    public sealed record Duplicate(Post Post) : Outcome;

    /// <summary>The list does not take it.</summary>
    /// <param name="Post">The post.</param>
    /// <param name="Verdict">Why.</param>
    public sealed record Refused(Post Post, Verdict.Reject Verdict) : Outcome;

    /// <summary>The list does not take it, and nobody hears of it.</summary>
    /// <param name="Post">The post.</param>
    /// <param name="Verdict">Why.</param>
    public sealed record Discarded(Post Post, Verdict.Discard Verdict) : Outcome;

    /// <summary>It asked for something, and was dealt with.</summary>
    /// <param name="Post">The mail.</param>
    /// <param name="Done">What was written to whom, and what was not and why.</param>
    public sealed record Answered(Post Post, IReadOnlyList<string> Done) : Outcome;

    /// <summary>It came back to the list's return path, and was taken notice of.</summary>
    /// <param name="Post">The mail.</param>
    /// <param name="Done">What was concluded from it.</param>
    public sealed record Returned(Post Post, IReadOnlyList<string> Done) : Outcome;

    /// <summary>A program wrote it, and nobody waits for an answer.</summary>
    /// <param name="Post">The mail.</param>
    /// <param name="Reason">By what that was seen.</param>
    public sealed record Dropped(Post Post, string Reason) : Outcome;
}
