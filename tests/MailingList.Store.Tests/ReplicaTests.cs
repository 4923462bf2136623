using System.Globalization;

using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

public sealed class ReplicaTests : IDisposable
{
    private const string Users = "users@lists.example.org";

    private static readonly RecordRange Everybody = new(Some.List, RecordGroup.Subscribers, string.Empty);

    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    private Replica Replica => _host.Replica;

    private void Mark(Action change) => Replica.Write(() =>
    {
        change();
        return true;
    });

    private void PublishAll() => Mark(() => Replica.MarkPublished([.. Replica.All()]));

    private static uint Hash(int number) => RecordHash.Of(Key(number));

    private static string Key(int number) => $"example.org@user{number}";

    private void Subscribe(int count, string list = Some.List) => _host.Database.Write(() =>
    {
        for (int i = 0; i < count; i++)
        {
            _host.Lists.Subscribers.Put(_host.List(list)!, new SubscriberRequest(Host.Address($"user{i}@example.org")), "shell");
        }

        return true;
    });

    [Fact]
    public void A_host_that_stands_alone_has_nothing_to_tell_until_it_joins_a_cluster()
    {
        var alone = new ListStore(_host.Database, sharing: false);
        _host.Database.Write(() => alone.Create(Host.Address(Some.List), "dev.lists.example.org", [Host.Address("olga@example.org")]));
        Assert.Equal(0, Replica.CountUnpublished());

        Mark(Replica.MarkAllUnpublished);

        Assert.Equal(2, Replica.CountUnpublished());
        Assert.Equal(2, Replica.CountUnpublished(Some.List, RecordGroup.Settings));
        Assert.Equal(0, Replica.CountUnpublished(Some.List, RecordGroup.Subscribers));
    }

    [Fact]
    public void Every_change_is_to_be_told()
    {
        _host.Create();
        Subscribe(2);
        PublishAll();
        Assert.Equal(0, Replica.CountUnpublished());

        _host.Unsubscribe("user0@example.org");
        _host.Subscribe("user1@example.org", "One");
        _host.Set(Setting.Posting, "open");

        Assert.Equal(2, Replica.CountUnpublished(Some.List, RecordGroup.Subscribers));
        Assert.Equal(3, Replica.CountUnpublished());

        _host.Delete();
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void What_is_to_be_told_comes_by_list_group_and_hash_and_no_more_than_asked_for()
    {
        _host.Create();
        _host.Create(Users);
        Subscribe(20);
        Subscribe(10, Users);
        _host.Merge(Some.Unknown("bounce", "k", Some.Stamp(1)));
        PublishAll();
        Mark(Replica.MarkAllUnpublished);

        IReadOnlyList<(string List, RecordGroup Group, uint Hash)> all = Replica.Unpublished(1000);

        Assert.Equal(35, all.Count);
        Assert.Equal(all.Select(one => one.List).Distinct().SelectMany(list => all.Where(one => one.List == list).OrderBy(one => one.Group).ThenBy(one => one.Hash)), all);
        Assert.Equal(21, all.Count(one => one is (Some.List, RecordGroup.Subscribers, _)));
        foreach (int count in new[] { 0, 1, 5, 34 })
        {
            Assert.Equal(all.Take(count), Replica.Unpublished(count));
        }
    }

    [Fact]
    public void A_range_gives_what_lies_in_it_and_is_to_be_told()
    {
        _host.Create();
        Subscribe(300);
        Record[] published = [.. Replica.All().Where(record => record.Kind == RecordKind.Subscriber).Take(100)];
        Mark(() => Replica.MarkPublished(published));
        string[] left = [.. Replica.All().Where(record => record.Kind == RecordKind.Subscriber).Select(Some.Text).Except(published.Select(Some.Text)).Order()];

        string[] ranges = [.. Enumerable.Range(0, 16).Select(digit => digit.ToString("x", CultureInfo.InvariantCulture))];
        Record[][] found = [.. ranges.Select(digits => Replica.UnpublishedIn(Everybody with { Digits = digits }).ToArray())];

        Assert.Equal(left, found.SelectMany(records => records).Select(Some.Text).Order());
        Assert.All(ranges.Zip(found), range => Assert.All(range.Second, record =>
            Assert.Equal(range.First, RecordRange.Of(Some.List, RecordGroup.Subscribers, RecordHash.Of(record.Key), 1).Digits)));
        Assert.Empty(Replica.UnpublishedIn(Everybody with { Group = RecordGroup.Secret }));
    }

    [Fact]
    public void The_first_and_the_last_hash_lie_in_a_range_too()
    {
        _host.Create();
        Subscribe(3);
        uint hash = Hash(1);

        Record found = Assert.Single(Replica.UnpublishedIn(RecordRange.Of(Some.List, RecordGroup.Subscribers, hash, RecordHash.Digits)));

        Assert.Equal(Key(1), found.Key);
    }

    [Fact]
    public void What_changed_while_it_was_told_stays_to_be_told()
    {
        _host.Create();
        Subscribe(2);
        IReadOnlyList<Record> told = Replica.UnpublishedIn(Everybody);
        _host.Subscribe("user1@example.org", "One");

        Mark(() => Replica.MarkPublished(told));

        Assert.Equal(Key(1), Assert.Single(Replica.UnpublishedIn(Everybody)).Key);
    }

    [Fact]
    public void What_moves_to_other_containers_is_told_again()
    {
        _host.Create();
        Subscribe(50);
        PublishAll();
        RecordRange range = RecordRange.Of(Some.List, RecordGroup.Subscribers, Hash(7), 1);

        Mark(() => Replica.MarkUnpublished(range));

        Assert.Equal(
            Enumerable.Range(0, 50).Where(i => Hash(i) >= range.First && Hash(i) <= range.Last).Select(Key).Order(StringComparer.Ordinal),
            Replica.UnpublishedIn(Everybody).Select(record => record.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Containers_only_ever_get_more_digits()
    {
        _host.Create();
        Assert.Equal(0, Replica.Digits(Some.List, RecordGroup.Subscribers));

        Mark(() => Replica.Deepen(Some.List, RecordGroup.Subscribers, 2));
        Mark(() => Replica.Deepen(Some.List, RecordGroup.Subscribers, 1));

        Assert.Equal(2, Replica.Digits(Some.List, RecordGroup.Subscribers));
        Assert.Equal(0, Replica.Digits(Some.List, RecordGroup.Settings));
        Assert.Equal(0, Replica.Digits(string.Empty, RecordGroup.Secret));
    }

    [Fact]
    public void Asking_about_a_list_that_nobody_knows_writes_nothing()
    {
        using Database other = Database.Open(_host.Path, "mx1", TimeSpan.Zero, _host.Clock);
        // Whoever writes now would not get its turn.
        other.Write(() =>
        {
            Assert.Empty(Replica.UnpublishedIn(Everybody));
            Assert.Equal(0, Replica.Digits(Some.List, RecordGroup.Subscribers));
            Assert.Equal(0, Replica.CountUnpublished(Some.List, RecordGroup.Subscribers));
            return true;
        });

        Assert.Empty(_host.Database.Query("SELECT key FROM list_name", row => row.GetString(0)));
    }

    [Fact]
    public void All_come_in_the_order_of_lists_kinds_and_keys_also_more_than_a_page_of_them()
    {
        _host.Create(Users);
        _host.Create();
        Subscribe(2500);

        Record[] all = [.. Replica.All()];

        Assert.Equal(2504, all.Length);
        Assert.Equal([Some.List, Users], all.Select(record => record.List).Distinct());
        Assert.Equal([RecordKind.List, RecordKind.Owner, RecordKind.Subscriber], all.Where(record => record.List == Some.List).Select(record => record.Kind).Distinct());
        string[] keys = [.. all.Where(record => record.Kind == RecordKind.Subscriber).Select(record => record.Key)];
        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Old_deletions_that_were_told_are_forgotten_and_others_are_not()
    {
        _host.Create();
        Subscribe(4);
        _host.Unsubscribe("user0@example.org");
        PublishAll();
        _host.Unsubscribe("user1@example.org");
        _host.Clock.Now += TimeSpan.FromDays(1);
        _host.Unsubscribe("user2@example.org");
        Mark(() => Replica.MarkPublished([_host.Record(RecordKind.Subscriber, Key(2))]));

        Assert.Equal(0, Replica.Write(() => Replica.Forget(_host.Clock.Now + TimeSpan.FromDays(89))));
        Assert.Equal(1, Replica.Write(() => Replica.Forget(_host.Clock.Now + TimeSpan.FromDays(89.5))));

        Assert.Equal([Key(1), Key(2), Key(3)], Replica.All().Where(record => record.Kind == RecordKind.Subscriber).Select(record => record.Key));
    }

    [Fact]
    public void What_is_wrong_in_Consul_is_noted_until_it_is_right()
    {
        Mark(() => Replica.Note("state/dev/settings", "is no JSON"));
        Mark(() => Replica.Note("state/dev/settings", "is too long"));
        Mark(() => Replica.Note("state/users/settings", "is no JSON"));
        Mark(() => Replica.Note("state/users/settings", null));

        Assert.Equal([KeyValuePair.Create("state/dev/settings", "is too long")], Replica.Troubles);
    }

    [Fact]
    public void A_host_remembers_its_exchanges()
    {
        ReplicaState first = Replica.State;
        Assert.Equal((null, 0L, 0L, null, null), (first.Cluster, first.Sequence, first.Reserved, first.FullRead, first.Exchange));
        Assert.Equal(first.Instance, Replica.State.Instance);
        var state = new ReplicaState("c1", first.Instance, 5, 10, _host.Clock.Now, null, new Dictionary<string, FeedPosition> { ["mx2"] = new("i2", 7) });

        Mark(() => Replica.Remember(state with { Seen = new Dictionary<string, FeedPosition> { ["mx3"] = new("i3", 1) } }));
        Mark(() => Replica.Remember(state));

        ReplicaState read = Replica.State;
        Assert.Equal(state.Seen, read.Seen);
        Assert.Equal(state with { Seen = read.Seen }, read);
    }
}
