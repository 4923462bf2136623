using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Lists;

/// <summary>A <c>key=value</c> that somebody typed, at the shell or in a mail, checked. An empty value brings a setting's default back.</summary>
public sealed class Assignment
{
    /// <summary>The key of the list's owners, which are no <see cref="Lists.Setting"/>.</summary>
    public const string OwnersKey = "owners";

    /// <summary>The key of what is fixed at creation.</summary>
    public const string ListIdKey = "list-id";

    private const string ListIdIsFixed = "list-id is fixed when a list is created: readers file their mail by it (RFC 2919)";

    private Assignment(string key, string value, Setting? setting, IReadOnlyList<EmailAddress> owners) =>
        (Key, Value, Setting, Owners) = (key, value, setting, owners);

    private static string Keys => string.Join(", ", Setting.All.Select(known => known.Name).Append(OwnersKey));

    /// <summary>What is set.</summary>
    public string Key { get; }

    /// <summary>To what, in the one form that is stored; empty: back to the default.</summary>
    public string Value { get; }

    /// <summary>The setting; null: the owners are set.</summary>
    public Setting? Setting { get; }

    /// <summary>The owners, where they are set.</summary>
    public IReadOnlyList<EmailAddress> Owners { get; }

    /// <summary>Reads one; <paramref name="failure"/> says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Assignment? assignment, [NotNullWhen(false)] out Failure? failure)
    {
        ArgumentNullException.ThrowIfNull(text);
        assignment = null;
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0)
        {
            failure = Failure.Usage($"'{text}' is not key=value");
            return false;
        }

        (string key, string value) = (text[..sign].ToLowerInvariant(), text[(sign + 1)..].Trim());
        return key == OwnersKey ? TryOwners(value, out assignment, out failure) : TrySetting(key, value, out assignment, out failure);
    }

    /// <summary>What would be taken in the place of a text that is no assignment; nothing of the text is repeated.</summary>
    public static string Expected(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string key = text.Split('=')[0].ToLowerInvariant();
        return Setting.All.FirstOrDefault(known => known.Name == key) is { } setting ? $"{setting.Name} is {setting.Accepted}"
            : key == OwnersKey ? $"{OwnersKey} are addresses, with commas between them"
            : key == ListIdKey ? ListIdIsFixed
            : $"what can be set of the list is {Keys}";
    }

    /// <summary>Does it.</summary>
    public Change Apply(ISubscriptionStore store, ListSnapshot list)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Setting is null ? store.PutOwners(list, Owners) : store.PutSetting(list, Setting, Value.Length == 0 ? null : Value);
    }

    private static bool TryOwners(string value, [NotNullWhen(true)] out Assignment? assignment, [NotNullWhen(false)] out Failure? failure)
    {
        (assignment, failure) = (null, null);
        List<EmailAddress> owners = [];
        foreach (string text in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!EmailAddress.TryParse(text, out EmailAddress? owner, out string? wrong))
            {
                failure = new Failure(FailureKind.BadData, "5.1.3", $"'{text}' {wrong}");
                return false;
            }

            owners.Add(owner);
        }

        if (owners.Count == 0)
        {
            failure = Failure.Usage("a list needs at least one owner");
            return false;
        }

        assignment = new Assignment(OwnersKey, string.Join(',', owners), null, owners);
        return true;
    }

    private static bool TrySetting(string key, string value, [NotNullWhen(true)] out Assignment? assignment, [NotNullWhen(false)] out Failure? failure)
    {
        assignment = null;
        if (Setting.All.FirstOrDefault(known => known.Name == key) is not { } setting)
        {
            failure = Failure.Usage(key == ListIdKey ? ListIdIsFixed : $"there is no setting '{key}', only {Keys}");
            return false;
        }

        if (value.Length == 0)
        {
            (assignment, failure) = (new Assignment(key, string.Empty, setting, []), null);
            return true;
        }

        assignment = setting.TryNormalise(value, out string? normal, out string? reason) ? new Assignment(key, normal, setting, []) : null;
        failure = reason is null ? null : Failure.Usage(reason);
        return assignment is not null;
    }
}
