namespace MailingList.Core.Arrival;

/// <summary>The field Auto-Submitted (RFC 3834 section 5), by which programs say that nobody wrote a message.</summary>
internal static class AutoSubmitted
{
    // The longest that is registered has 14 characters.
    private const int Longest = 40;

    /// <summary>The keywords that a message has, but for <c>no</c>: a message without any may be a person's.</summary>
    internal static IEnumerable<string> Keywords(HeaderBlock header) =>
        header.All("Auto-Submitted").Select(field => Keyword(field.Value)).Where(keyword => !keyword.Equals("no", StringComparison.OrdinalIgnoreCase));

    // A keyword, then parameters; comments and white space anywhere.
    private static string Keyword(string value)
    {
        while (value.StartsWith('(') && value.IndexOf(')', StringComparison.Ordinal) is var end and > 0)
        {
            value = value[(end + 1)..].TrimStart();
        }

        string keyword = value.Split(';', '(', ' ', '\t')[0];
        return keyword.Length > Longest ? keyword[..Longest] : keyword;
    }
}
