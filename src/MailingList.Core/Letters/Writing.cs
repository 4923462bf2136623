using MailingList.Core.Tokens;

namespace MailingList.Core.Letters;

/// <summary>What letters are written with.</summary>
/// <param name="Templates">The texts.</param>
/// <param name="Counts">What went out before.</param>
/// <param name="Limits">What may go out.</param>
/// <param name="Time">The clock.</param>
public sealed record Writing(Templates Templates, ILetterCounts Counts, LetterLimits Limits, TimeProvider Time)
{
    /// <summary>Begins the letters that one mail, or one call at the shell, gives rise to.</summary>
    public Correspondence Begin(TokenMint mint, Occasion occasion) => new(Templates, mint, Counts, Limits, Time, occasion);
}
