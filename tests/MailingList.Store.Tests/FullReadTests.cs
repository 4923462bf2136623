using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

public sealed class FullReadTests : IDisposable
{
    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    private Replica Replica => _host.Replica;

    private void PublishAll() => Replica.Write(() =>
    {
        Replica.MarkPublished([.. Replica.All()]);
        return true;
    });

    private (long Theirs, long Missing) Read(IEnumerable<Record> records, bool forgetMissing = false, Action? meanwhile = null)
    {
        using IFullRead read = Replica.BeginFullRead();
        foreach (Record[] some in records.Chunk(700))
        {
            read.Add(some);
        }

        meanwhile?.Invoke();
        return read.Finish(forgetMissing);
    }

    private string[] Subscribers() => [.. _host.Subscribers().Select(address => address.Split('@')[0])];

    [Fact]
    public void Records_come_in_any_order_and_twice()
    {
        using var other = new Host("mx2");
        other.Create();
        other.Database.Write(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                other.Lists.Subscribers.Put(other.List()!, new SubscriberRequest(Host.Address($"user{i}@example.org"), i % 3 == 0 ? $"User {i}" : null), "import");
            }

            return true;
        });
        other.Unsubscribe("user7@example.org");
        other.Set(Setting.Description, "a list");
        other.Merge(Some.Unknown("bounce", "k", Some.Stamp(1)));
        Record[] records = [.. other.Replica.All()];
        Record[] shuffled = [.. records.Concat(records.Take(1000))];
        new Random(1).Shuffle(shuffled);

        Assert.Equal((records.Length, 0), Read(shuffled));
        Assert.Equal(other.Canonical(), _host.Canonical());
        Assert.Equal(0, Replica.CountUnpublished());
        Assert.Equal((0, 0), Read(shuffled));
        Assert.Equal((0, 0), Read(shuffled, forgetMissing: true));
        Assert.Equal(other.Canonical(), _host.Canonical());
    }

    [Fact]
    public void An_empty_read_of_an_empty_store_is_nothing()
    {
        Assert.Equal((0, 0), Read([]));
        Assert.Equal((0, 0), Read([], forgetMissing: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_versions_the_later_one_is_taken_and_the_earlier_one_is_no_reason_to_tell_anything(bool laterFirst)
    {
        Record earlier = Some.Subscriber("anna", Some.Stamp(1));
        Record later = earlier with { Stamp = Some.Stamp(2), Fields = [earlier.Fields[0], "Anna", .. earlier.Fields.Skip(2)] };

        Assert.Equal((1, 0), Read(laterFirst ? [later, earlier] : [earlier, later]));

        Assert.Equal(Some.Text(later), Some.Text(Assert.Single(Replica.All())));
        Assert.Equal(0, Replica.CountUnpublished());
    }

    [Fact]
    public void What_Consul_lost_is_told_again()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Subscribe("berta@example.org");
        PublishAll();
        Record[] kept = [.. Replica.All().Where(record => record.Key != "example.org@berta")];

        Assert.Equal((0, 1), Read(kept));

        Assert.True(_host.IsUnpublished(_host.Record(RecordKind.Subscriber, "example.org@berta")));
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void Everything_is_told_again_to_a_Consul_that_lost_all()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Merge(Some.Unknown("bounce", "a", Some.Stamp(0)));
        _host.Merge(Some.Unknown("digest", "a", Some.Stamp(0)));
        PublishAll();

        Assert.Equal((0, 5), Read([]));
        Assert.Equal(5, Replica.CountUnpublished());
    }

    [Fact]
    public void What_Consul_holds_under_the_key_of_another_list_kind_or_group_is_missing_all_the_same()
    {
        _host.Merge(Some.Unknown("bounce", "k", Some.Stamp(1)));
        Record[] others =
        [
            Some.Unknown("digest", "k", Some.Stamp(1)),
            Some.Unknown("bounce", "k", Some.Stamp(1), RecordGroup.Settings),
            Some.Unknown("bounce", "k", Some.Stamp(1)) with { List = "users@lists.example.org" },
        ];

        Assert.Equal((3, 1), Read(others));

        Assert.True(_host.IsUnpublished(Some.Unknown("bounce", "k", Some.Stamp(1))));
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void A_host_that_was_away_for_long_drops_what_Consul_does_not_have_but_not_what_it_never_told()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Subscribe("berta@example.org");
        PublishAll();
        Record[] kept = [.. Replica.All().Where(record => record.Key != "example.org@berta")];
        _host.Subscribe("carla@example.org");

        Assert.Equal((0, 1), Read(kept, forgetMissing: true));

        Assert.Equal(["anna", "carla"], Subscribers());
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_changed_here_since_the_reading_began_is_not_missing(bool forgetMissing)
    {
        _host.Create();
        PublishAll();

        (long, long) result = Read([.. Replica.All()], forgetMissing, meanwhile: () =>
        {
            _host.Subscribe("anna@example.org");
            PublishAll();
        });

        Assert.Equal((0, 0), result);
        Assert.Equal(["anna"], Subscribers());
        Assert.Equal(0, Replica.CountUnpublished());
    }

    [Fact]
    public void What_was_heard_of_last_before_the_reading_began_is_missing_like_all_else()
    {
        // The clock stands at this very stamp, but with this host's name, which comes before the other's.
        _host.Merge(Some.Subscriber("anna", Some.Stamp(1, "mx9")));

        Assert.Equal((0, 1), Read([]));
    }

    [Fact]
    public void What_is_later_here_than_in_Consul_is_told_again()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        Record earlier = _host.Record(RecordKind.Subscriber, "example.org@anna");
        _host.Subscribe("anna@example.org", "Anna");
        PublishAll();

        Assert.Equal((0, 0), Read([.. Replica.All().Where(record => record.Key != earlier.Key), earlier]));

        Assert.Equal("Anna", _host.Subscriber("anna@example.org")?.Name);
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void A_reading_that_is_broken_off_merges_nothing()
    {
        _host.Create();
        PublishAll();
        IReadOnlyList<string> before = _host.Canonical();

        using (IFullRead read = Replica.BeginFullRead())
        {
            read.Add([Some.Subscriber("anna", Some.Stamp(1))]);
        }

        Assert.Equal(before, _host.Canonical());
        Assert.Equal(0, Replica.CountUnpublished());
        Assert.Equal((1, 2), Read([Some.Subscriber("berta", Some.Stamp(1))]));
    }

    [Fact]
    public void Records_that_break_off_while_they_come_in_are_not_half_there()
    {
        using IFullRead read = Replica.BeginFullRead();
        IEnumerable<Record> Broken()
        {
            yield return Some.Subscriber("anna", Some.Stamp(1));
            throw new InvalidOperationException("in the middle");
        }

        Assert.Throws<InvalidOperationException>(() => read.Add(Broken()));
        read.Add([Some.Subscriber("berta", Some.Stamp(1))]);

        Assert.Equal((1, 0), read.Finish(forgetMissing: false));
    }

    [Fact]
    public void Others_can_write_while_records_come_in()
    {
        using Database other = Database.Open(_host.Path, "mx1", TimeSpan.Zero, _host.Clock);
        using IFullRead read = Replica.BeginFullRead();
        IEnumerable<Record> Slow()
        {
            yield return Some.Subscriber("anna", Some.Stamp(1));
            other.Write(other.NextStamp);
            yield return Some.Subscriber("berta", Some.Stamp(1));
        }

        read.Add(Slow());

        Assert.Equal((2, 0), read.Finish(forgetMissing: false));
    }

    [Fact]
    public void Old_deletions_are_neither_taken_nor_kept_nor_missing()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Unsubscribe("anna@example.org");
        PublishAll();
        Record old = _host.Record(RecordKind.Subscriber, "example.org@anna");
        Record[] others = [.. Replica.All().Where(record => record.Kind != RecordKind.Subscriber)];
        _host.Clock.Now += TimeSpan.FromDays(89);
        Assert.Equal((0, 0), Read([.. others, old]));
        Assert.Contains(Some.Text(old), _host.Canonical());

        _host.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal((0, 0), Read([.. others, old with { Key = "example.org@berta", Fields = ["berta@example.org", .. old.Fields.Skip(1)] }]));

        Assert.Equal(others.Length, Replica.All().Count());
    }

    [Fact]
    public void A_list_s_deletion_takes_away_what_comes_with_it_and_what_is_here()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        PublishAll();
        Record deletion = Some.OfList(Some.Stamp(10), floor: Some.Stamp(10)) with { IsDeleted = true };

        (long theirs, long missing) = Read([Some.Subscriber("berta", Some.Stamp(5)), deletion]);

        Assert.Equal((1, 0), (theirs, missing));
        Assert.Equal([Some.Text(deletion)], _host.Canonical());
    }
}
