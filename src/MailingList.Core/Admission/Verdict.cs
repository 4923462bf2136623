namespace MailingList.Core.Admission;

/// <summary>What a list makes of a post.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It is distributed.</summary>
    public sealed record Accept : Verdict;

    /// <summary>It goes back to where it came from, with words that a person understands.</summary>
    /// <param name="Status">The enhanced status code (RFC 3463), class 5.</param>
    /// <param name="Text">Which rule, and what the author can do.</param>
    /// <param name="Rule">The rule's name, for the log.</param>
    public sealed record Reject(string Status, string Text, string Rule) : Verdict;
}
