using MailingList.Core.Failures;
using MailingList.Core.Letters;

using Tomlyn.Serialization;

namespace MailingList.Configuration;

/// <summary>The keys of <c>[limits]</c> in <c>mailinglist.toml</c> as they are written there; <see cref="LetterLimits"/> is what they mean.</summary>
internal sealed class LimitsSection
{
    private const int Most = 1_000_000;

    [TomlPropertyName("answers")]
    public long? Answers { get; set; }

    [TomlPropertyName("domain")]
    public long? Domain { get; set; }

    [TomlPropertyName("total")]
    public long? Total { get; set; }

    /// <summary>Whatever else stands there.</summary>
    [TomlExtensionData]
    public Dictionary<string, object?> Unknown { get; set; } = [];

    /// <summary>Checks it.</summary>
    /// <param name="path">The file it came from.</param>
    /// <exception cref="Failure">Something of it is wrong; the text says what.</exception>
    internal LetterLimits Check(string path)
    {
        if (Unknown.Keys.FirstOrDefault() is { } unknown)
        {
            throw Failure.Configuration($"{path}: there is no key `{unknown}` in [limits]; the README lists those that there are");
        }

        LetterLimits byDefault = LetterLimits.Default;
        return new LetterLimits(
            Count("answers", Answers ?? byDefault.Answers),
            Count("domain", Domain ?? byDefault.Domain),
            Count("total", Total ?? byDefault.Total));

        int Count(string key, long value) => value is > 0 and <= Most
            ? (int)value
            : throw Failure.Configuration($"{path}: `{key}` in [limits]: {value} is not between 1 and {Most}");
    }
}
