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
    /// <param name="Detail">What the rule goes by, for who runs the list and for nobody else; or empty.</param>
    public sealed record Reject(string Status, string Text, string Rule, string Detail = "") : Verdict;

    /// <summary>It is dropped, and its sender believes that it was taken.</summary>
    /// <param name="Text">Which rule.</param>
    /// <param name="Rule">The rule's name, for the log.</param>
    /// <param name="Detail">What the rule goes by.</param>
    public sealed record Discard(string Text, string Rule, string Detail = "") : Verdict;
}
