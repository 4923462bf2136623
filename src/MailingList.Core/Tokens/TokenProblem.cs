namespace MailingList.Core.Tokens;

/// <summary>Why a token is refused.</summary>
public enum TokenProblem
{
    /// <summary>It is none of ours for this list, or not whole.</summary>
    Altered,

    /// <summary>It is ours and too old.</summary>
    Expired,
}
