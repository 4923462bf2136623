using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store;

namespace MailingList.Verbs;

/// <summary>A <c>key=value</c> that somebody typed, checked. An empty value brings a setting's default back.</summary>
internal sealed class Assignment
{
    internal const string Owners = "owners";
    internal const string ListId = "list-id";

    private readonly Setting? _setting;
    private readonly string? _value;
    private readonly List<EmailAddress> _owners = [];

    private Assignment(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        Key = equals < 0 ? text : text[..equals];
        string value = equals < 0 ? throw Failure.Usage($"'{text}' is not key=value") : text[(equals + 1)..];
        if (Key == Owners)
        {
            _owners.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Session.Address));
            _ = _owners.Count > 0 ? 0 : throw Failure.Usage("a list needs at least one owner");
            return;
        }

        if (Key == ListId)
        {
            throw Failure.Usage("list-id is fixed when a list is created: readers file their mail by it (RFC 2919)");
        }

        _setting = Setting.All.FirstOrDefault(setting => setting.Name == Key)
            ?? throw Failure.Usage($"there is no setting '{Key}', only {string.Join(", ", Setting.All.Select(setting => setting.Name).Append(Owners))}");
        if (value.Length > 0)
        {
            _value = _setting.TryNormalise(value, out string? normal, out string? reason) ? normal : throw Failure.Usage(reason);
        }
    }

    internal string Key { get; }

    /// <exception cref="Failure">It is no setting, or no value of that setting.</exception>
    internal static Assignment Parse(string text) => new(text);

    internal Change Apply(ListStore lists, ListSnapshot list) =>
        _setting is null ? lists.Owners.Set(list, _owners) : lists.Settings.Set(list, _setting, _value);
}
