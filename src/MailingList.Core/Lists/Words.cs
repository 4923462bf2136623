using System.Diagnostics.CodeAnalysis;

namespace MailingList.Core.Lists;

/// <summary>The words that people type and files hold for our enumerations: the members' names in lower case.</summary>
public static class Words
{
    /// <summary>The word for a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>All words of an enumeration, joined for a message.</summary>
    public static string Choices<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();

    /// <summary>Reads a word, in any case; numbers are no words.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? word, out T value)
        where T : struct, Enum =>
        Enum.TryParse(word, ignoreCase: true, out value) && Enum.IsDefined(value)
        && string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase);
}
