namespace MailingList.Core.Lists;

/// <summary>The settings of a list, typed. What is stored is text by name (<see cref="Setting"/>); what is not stored has its default.</summary>
/// <param name="Description">One line about the list, or empty.</param>
/// <param name="Posting">Who may post.</param>
/// <param name="AuthorCheck">Whether authors must be who they say they are.</param>
/// <param name="Subscription">How people come onto it by mail.</param>
/// <param name="Who">Who is told who is subscribed.</param>
/// <param name="Language">The language of its letters (RFC 5646), in lower case.</param>
/// <param name="Welcome">Whether new subscribers are greeted.</param>
/// <param name="Goodbye">Whether those who left are told that it worked.</param>
/// <param name="Notify">Whether the owners hear of each who comes or goes.</param>
/// <param name="MaxSize">The largest body of a post in bytes; 0: no limit but the MTA's.</param>
/// <param name="BatchSize">The most recipients that are handed to the MTA in one go.</param>
/// <param name="Verp">When recipients have return paths of their own.</param>
/// <param name="Bounces">What is concluded from what comes back.</param>
public sealed record ListSettings(
    string Description,
    PostingPolicy Posting,
    AuthorCheck AuthorCheck,
    SubscriptionPolicy Subscription,
    WhoPolicy Who,
    string Language,
    bool Welcome,
    bool Goodbye,
    bool Notify,
    long MaxSize,
    int BatchSize,
    VerpPolicy Verp,
    BounceSettings Bounces)
{
    /// <summary>Reads stored values. A value that cannot be read (a later version wrote it) counts as its default.</summary>
    public static ListSettings From(IReadOnlyDictionary<string, string> stored)
    {
        string Value(Setting setting) =>
            stored.TryGetValue(setting.Name, out string? value) && setting.TryNormalise(value, out string? normal, out _)
                ? normal
                : setting.Default;

        bool IsOn(Setting setting) => Words.TryParse(Value(setting), out OnOff word) && word == OnOff.On;

        _ = Words.TryParse(Value(Setting.Posting), out PostingPolicy posting);
        _ = Words.TryParse(Value(Setting.AuthorCheck), out AuthorCheck authorCheck);
        _ = Words.TryParse(Value(Setting.Subscription), out SubscriptionPolicy subscription);
        _ = Words.TryParse(Value(Setting.Who), out WhoPolicy who);
        _ = Words.TryParse(Value(Setting.Verp), out VerpPolicy verp);
        _ = ByteSize.TryParse(Value(Setting.MaxSize), out long maxSize);
        int Number(Setting setting) => int.Parse(Value(setting), System.Globalization.CultureInfo.InvariantCulture);

        _ = Words.TryParse(Value(Setting.BounceUnknown), out UnknownBounces unknown);
        return new ListSettings(
            Value(Setting.Description), posting, authorCheck, subscription, who, Value(Setting.Language),
            IsOn(Setting.Welcome), IsOn(Setting.Goodbye), IsOn(Setting.Notify), maxSize, Number(Setting.BatchSize), verp,
            new BounceSettings(Number(Setting.BounceDays), Number(Setting.BounceWithin), Number(Setting.BounceRemoval), Number(Setting.BounceShare), unknown));
    }
}
