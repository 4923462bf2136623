namespace MailingList.Core.Letters;

/// <summary>How many letters go to addresses that may not have asked for them (RFC 3834 section 2): nobody can have somebody else flooded.</summary>
/// <param name="Answers">The most answers to one address in a day; confirmations are asked of it once a day.</param>
/// <param name="Domain">The most letters to all addresses of one domain in an hour.</param>
/// <param name="Total">The most letters in an hour.</param>
public sealed record LetterLimits(int Answers, int Domain, int Total)
{
    /// <summary>What is granted where the configuration says nothing.</summary>
    public static LetterLimits Default { get; } = new(20, 200, 2000);
}
