using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MailingList.Core.Lists;

/// <summary>A setting of a list: its name, what it means, what it is when nobody set it, and what may be put in.</summary>
public sealed class Setting
{
    /// <summary>The most recipients that one batch may be set to hold.</summary>
    public const int LargestBatch = 5000;

    private const int LongestDescription = 200;

    /// <summary>One line about the list.</summary>
    public static readonly Setting Description = new(
        "description", "one line about the list, for people", string.Empty,
        value => value.Any(char.IsControl) || value.Length > LongestDescription ? null : value,
        $"one line of at most {LongestDescription} characters");

    /// <summary>Who may post.</summary>
    public static readonly Setting Posting = Choice<PostingPolicy>(
        "posting", "who may post: open (everybody), subscribers, announce (owners and allowed senders)", PostingPolicy.Subscribers);

    /// <summary>Whether authors must be who they say they are.</summary>
    public static readonly Setting AuthorCheck = Choice<AuthorCheck>(
        "author-check", "whether the MTA must have found that a post comes from its author's domain: none, warn (log it), require", Lists.AuthorCheck.None);

    /// <summary>The largest post.</summary>
    public static readonly Setting MaxSize = new(
        "max-size", "the largest post, without its header, with k, M or G; 0: no limit but the MTA's", "10M",
        value => ByteSize.TryParse(value, out long bytes) ? ByteSize.Format(bytes) : null,
        "a size such as 500k or 10M, or 0");

    /// <summary>The most recipients in one batch.</summary>
    public static readonly Setting BatchSize = Number("batch-size", "the most recipients handed to the MTA in one go", 1000, 1, LargestBatch);

    /// <summary>When recipients have return paths of their own.</summary>
    public static readonly Setting Verp = Choice<VerpPolicy>(
        "verp", "which posts have a return path for each recipient, by which a bounce says exactly whose it is: daily (the first of a day), always, never", VerpPolicy.Daily);

    /// <summary>On how many days mail must come back before an address is tried with a probe.</summary>
    public static readonly Setting BounceDays = Number("bounce-days", "on how many days mail must come back from an address before it is tried with a probe", 3, 1, 14);

    /// <summary>Within how many days those must lie.</summary>
    public static readonly Setting BounceWithin = Number("bounce-within", "within how many days those days must lie", 14, 1, 60);

    /// <summary>For how many days an address stays subscribed without delivery.</summary>
    public static readonly Setting BounceRemoval = Number("bounce-removal", "for how many days an address whose probe came back stays subscribed, without delivery, before it is taken off", 30, 3, 60);

    /// <summary>What part of a list may bounce before the post is to blame.</summary>
    public static readonly Setting BounceShare = Number("bounce-share", "of how many percent of the list a post must come back to be the post's own fault, or the host's", 10, 1, 100);

    /// <summary>Who gets what came back and cannot be understood.</summary>
    public static readonly Setting BounceUnknown = Choice<UnknownBounces>(
        "bounce-unknown", "what becomes of mail that came back and is not understood: owners (they get it), discard", UnknownBounces.Owners);

    /// <summary>How people come onto the list by mail.</summary>
    public static readonly Setting Subscription = Choice<SubscriptionPolicy>(
        "subscription", "who is subscribed by mail: open (whoever asks, unconfirmed), confirm, approve (an owner decides), closed", SubscriptionPolicy.Confirm);

    /// <summary>Who is told who is subscribed.</summary>
    public static readonly Setting Who = Choice<WhoPolicy>("who", "who is told by mail who is subscribed: nobody, subscribers, owners", WhoPolicy.Owners);

    /// <summary>The language of the program's own letters.</summary>
    public static readonly Setting Language = new(
        "language", "the language of the list's letters: de, en, es, fr, ja, or one with texts of your own", "en",
        value => IsLanguage(value) ? value.ToLowerInvariant() : null,
        "a language tag such as en or de-at");

    /// <summary>Whether new subscribers are greeted.</summary>
    public static readonly Setting Welcome = Choice<OnOff>("welcome", "whether new subscribers get a letter: on, off", OnOff.On);

    /// <summary>Whether those who left are told that it worked.</summary>
    public static readonly Setting Goodbye = Choice<OnOff>("goodbye", "whether those who unsubscribed get a letter: on, off", OnOff.On);

    /// <summary>Whether the owners hear of each who comes or goes.</summary>
    public static readonly Setting Notify = Choice<OnOff>("notify", "whether the owners get a letter when somebody comes or goes by mail: on, off", OnOff.Off);

    private readonly Func<string, string?> _normalise;

    private Setting(string name, string meaning, string defaultValue, Func<string, string?> normalise, string accepted)
    {
        Name = name;
        Meaning = meaning;
        Default = defaultValue;
        Accepted = accepted;
        _normalise = normalise;
    }

    /// <summary>All settings in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Description, Posting, AuthorCheck, Subscription, Who, Language, Welcome, Goodbye, Notify, MaxSize, BatchSize, Verp, BounceDays, BounceWithin, BounceRemoval, BounceShare, BounceUnknown];

    /// <summary>What people type: lower case with hyphens.</summary>
    public string Name { get; }

    /// <summary>What it means, in words.</summary>
    public string Meaning { get; }

    /// <summary>Its value when nobody set it.</summary>
    public string Default { get; }

    /// <summary>What may be put in, in words.</summary>
    public string Accepted { get; }

    /// <summary>Checks a value and gives it the one form that is stored; <paramref name="reason"/> says what would be taken.</summary>
    public bool TryNormalise(string value, [NotNullWhen(true)] out string? normal, [NotNullWhen(false)] out string? reason)
    {
        normal = _normalise(value);
        reason = normal is null ? $"{Name}: '{value}' is not {Accepted}" : null;
        return normal is not null;
    }

    private static Setting Number(string name, string meaning, int byDefault, int least, int most) => new(
        name, meaning, byDefault.ToString(CultureInfo.InvariantCulture),
        value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null,
        $"a number from {least} to {most}");

    private static Setting Choice<T>(string name, string meaning, T byDefault)
        where T : struct, Enum =>
        new(name, meaning, Words.Of(byDefault), value => Words.TryParse(value, out T choice) ? Words.Of(choice) : null, $"one of {Words.Choices<T>()}");

    // RFC 5646 section 2.1, as far as files are named by it: a language, and what says more of it.
    private static bool IsLanguage(string value) =>
        value.Split('-') is [{ Length: 2 or 3 } language, .. var rest] && language.All(char.IsAsciiLetter)
        && rest.Length <= 3 && rest.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
