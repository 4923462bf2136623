namespace MailingList.Core.Claims;

/// <summary>How a claim came out.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>This host distributes the post: it has the claim, or nobody could be asked.</summary>
    public sealed record Ours : Claim;

    /// <summary>Another host is at it; it is to be looked at again later.</summary>
    /// <param name="Host">Which.</param>
    public sealed record Taken(string Host) : Claim;

    /// <summary>Another host has distributed it.</summary>
    /// <param name="Host">Which.</param>
    public sealed record Done(string Host) : Claim;
}
