namespace MailingList.Core.Lists;

/// <summary>A subscriber's vacation as people type it: the day from whose beginning (UTC) posts come again, or <c>off</c>.</summary>
public static class Vacation
{
    /// <summary>What may be typed, in words.</summary>
    public const string Accepted = "a day such as 2027-01-31, or off";

    private const string Off = "off";

    /// <summary>The word for a vacation; null: there is none.</summary>
    public static string Of(DateOnly? until) => until is { } day ? IsoDate.Of(day) : Off;

    /// <summary>Reads a word; <see cref="DateOnly.MinValue"/>, as in <see cref="SubscriberRequest.Vacation"/>, where it is off.</summary>
    public static bool TryParse(string word, out DateOnly until)
    {
        until = DateOnly.MinValue;
        return word.Equals(Off, StringComparison.OrdinalIgnoreCase) || IsoDate.TryParse(word, out until);
    }
}
