using MailingList.Core.Admission.Patterns;

namespace MailingList.Core.Records;

/// <summary>A kind of record. A new one is declared here and gets a table of the same name; nothing else of the replication changes.</summary>
public sealed partial class RecordKind
{
    private static readonly TimeSpan TrafficKept = TimeSpan.FromDays(90);

    // Longer than anything is concluded from: two weeks of bounces, and a month without delivery.
    private static readonly TimeSpan BouncesKept = TimeSpan.FromDays(90);

    // A day, and what the hosts' clocks may differ by.
    private static readonly TimeSpan LimitsKept = TimeSpan.FromHours(30);

    /// <summary>A list. Its key is empty: there is one to an address.</summary>
    public static readonly RecordKind List = new("list", RecordGroup.Settings, ["address", "list_id"], CheckList);

    /// <summary>A setting of a list; its key is the setting's name.</summary>
    public static readonly RecordKind Setting = new("setting", RecordGroup.Settings, ["value"], CheckSetting);

    /// <summary>An owner of a list; its key is that of the address.</summary>
    public static readonly RecordKind Owner = new("owner", RecordGroup.Settings, ["address"], CheckAddress);

    /// <summary>What a list makes of senders; its key is that of the pattern (<see cref="SenderPattern"/>).</summary>
    public static readonly RecordKind Sender = new("sender", RecordGroup.Settings, ["posting", "note"], CheckSender);

    /// <summary>What all lists make of senders; as <see cref="Sender"/>.</summary>
    public static readonly RecordKind SiteSender = new("site_sender", RecordGroup.Site, ["posting", "note"], CheckSender);

    /// <summary>A header field that a list does not take; its key is that of the pattern (<see cref="HeaderPattern"/>).</summary>
    public static readonly RecordKind HeaderRule = new("header_rule", RecordGroup.Settings, ["pattern", "action"], CheckHeaderRule);

    /// <summary>A header field that no list takes; as <see cref="HeaderRule"/>.</summary>
    public static readonly RecordKind SiteHeaderRule = new("site_header_rule", RecordGroup.Site, ["pattern", "action"], CheckHeaderRule);

    /// <summary>A subscriber of a list; its key is that of the address.</summary>
    public static readonly RecordKind Subscriber = new(
        "subscriber", RecordGroup.Subscribers, ["address", "name", "delivery", "posting", "origin", "own_posts", "vacation", "bounced"], CheckSubscriber);

    /// <summary>A key by which tokens are made and checked; its key is a name for it, the last of them in time is the one to make tokens with.</summary>
    public static readonly RecordKind Secret = new("secret", RecordGroup.Secret, ["value"], CheckSecret);

    /// <summary>What happened to a subscription; its key is a <see cref="StampedKey"/>.</summary>
    public static readonly RecordKind Event = new("event", RecordGroup.Traffic, ["address", "what", "origin", "by", "message", "detail"], CheckEvent, TrafficKept);

    /// <summary>Somebody who wants to be subscribed where owners decide; its key is that of the address.</summary>
    public static readonly RecordKind Application = new(
        "application", RecordGroup.Traffic, ["address", "delivery", "decision", "decided_by"], CheckApplication, TrafficKept);

    /// <summary>A letter to somebody who may not have asked for it; its key is a <see cref="StampedKey"/>.</summary>
    public static readonly RecordKind Letter = new("letter", RecordGroup.Limits, ["use", "sent"], CheckLetter, LimitsKept);

    /// <summary>That a message came back from an address; its key is a <see cref="BounceKey"/>.</summary>
    public static readonly RecordKind Bounce = new("bounce", RecordGroup.Bounces, ["address", "origin", "class", "status", "text", "host"], CheckBounce, BouncesKept);

    /// <summary>What follows for an address from what came back; its key is that of the address.</summary>
    public static readonly RecordKind Standing = new("standing", RecordGroup.Bounces, ["address", "state", "since", "origin", "probe", "notices"], CheckStanding, BouncesKept);

    /// <summary>What the owners of a list were told and are not told again; its key says what.</summary>
    public static readonly RecordKind Notice = new("notice", RecordGroup.Traffic, ["what"], CheckNotice, TrafficKept);

    private readonly Func<Record, string?> _check;

    private RecordKind(string name, RecordGroup group, IReadOnlyList<string> fields, Func<Record, string?> check, TimeSpan? kept = null)
    {
        Name = name;
        Group = group;
        Fields = fields;
        Kept = kept;
        _check = check;
    }

    /// <summary>The kinds that this version knows.</summary>
    public static IReadOnlyList<RecordKind> All { get; } = [List, Setting, Owner, Sender, HeaderRule, Subscriber, Secret, SiteSender, SiteHeaderRule, Event, Application, Letter, Bounce, Standing, Notice];

    /// <summary>Its name in containers, and its table's.</summary>
    public string Name { get; }

    /// <summary>What it is published with.</summary>
    public RecordGroup Group { get; }

    /// <summary>The names of its fields in containers, and its columns.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>For how long its records are kept, deleted or not, counted from their life; null: for ever, but for deletions (<see cref="Record.DeletionsKept"/>).</summary>
    public TimeSpan? Kept { get; }

    /// <summary>Whether this version knows it. What it does not know, a later one wrote: it is kept and passed on as it is.</summary>
    public bool IsKnown => All.Contains(this);

    /// <summary>The kind of that name in that group.</summary>
    public static RecordKind Of(string name, RecordGroup group) =>
        All.FirstOrDefault(kind => kind.Name == name && kind.Group == group) ?? new RecordKind(name, group, [], _ => null);
}
