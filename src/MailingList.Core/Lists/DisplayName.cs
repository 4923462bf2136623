using System.Diagnostics.CodeAnalysis;

namespace MailingList.Core.Lists;

/// <summary>A subscriber's name as people see it: one line, for it goes into header fields and files.</summary>
public static class DisplayName
{
    private const int Longest = 200;

    /// <summary>Checks a name and takes the blanks around it away; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryNormalise(string text, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? reason)
    {
        name = text.Trim();
        reason = name.Any(char.IsControl) ? "has a control character in the name"
            : name.Length > Longest ? $"has a name of more than {Longest} characters"
            : null;
        return reason is null;
    }
}
