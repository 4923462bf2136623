using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

/// <summary>Everything that Consul holds comes in at once.</summary>
public sealed class FullReadTests : IDisposable
{
    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    private Replica Replica => _host.Replica;

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

        Assert.Equal((records.Length, 0), _host.ReadEverything(shuffled));
        Assert.Equal(other.Canonical(), _host.Canonical());
        Assert.Equal(0, Replica.CountUnpublished());
        Assert.Equal((0, 0), _host.ReadEverything(shuffled));
        Assert.Equal((0, 0), _host.ReadEverything(shuffled, forgetMissing: true));
        Assert.Equal(other.Canonical(), _host.Canonical());
    }

    [Fact]
    public void An_empty_read_of_an_empty_store_is_nothing()
    {
        Assert.Equal((0, 0), _host.ReadEverything([]));
        Assert.Equal((0, 0), _host.ReadEverything([], forgetMissing: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_versions_the_later_one_is_taken_and_the_earlier_one_is_no_reason_to_tell_anything(bool laterFirst)
    {
        Record earlier = Some.Subscriber("anna", Some.Stamp(1));
        Record later = earlier with { Stamp = Some.Stamp(2), Fields = [earlier.Fields[0], "Anna", .. earlier.Fields.Skip(2)] };

        Assert.Equal((1, 0), _host.ReadEverything(laterFirst ? [later, earlier] : [earlier, later]));

        Assert.Equal(Some.Text(later), Some.Text(Assert.Single(Replica.All())));
        Assert.Equal(0, Replica.CountUnpublished());
    }

    [Fact]
    public void A_reading_that_is_broken_off_merges_nothing()
    {
        _host.Create();
        _host.PublishAll();
        IReadOnlyList<string> before = _host.Canonical();

        using (IFullRead read = Replica.BeginFullRead())
        {
            read.Add([Some.Subscriber("anna", Some.Stamp(1))]);
        }

        Assert.Equal(before, _host.Canonical());
        Assert.Equal(0, Replica.CountUnpublished());
        Assert.Equal((1, 2), _host.ReadEverything([Some.Subscriber("berta", Some.Stamp(1))]));
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
        _host.PublishAll();
        Record old = _host.Record(RecordKind.Subscriber, "example.org@anna");
        Record[] others = [.. Replica.All().Where(record => record.Kind != RecordKind.Subscriber)];
        _host.Clock.Now += TimeSpan.FromDays(89);
        Assert.Equal((0, 0), _host.ReadEverything([.. others, old]));
        Assert.Contains(Some.Text(old), _host.Canonical());

        _host.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal((0, 0), _host.ReadEverything([.. others, old with { Key = "example.org@berta", Fields = ["berta@example.org", .. old.Fields.Skip(1)] }]));

        Assert.Equal(others.Length, Replica.All().Count());
    }

    [Fact]
    public void A_list_s_deletion_takes_away_what_comes_with_it_and_what_is_here()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.PublishAll();
        Record deletion = Some.OfList(Some.Stamp(10), floor: Some.Stamp(10)) with { IsDeleted = true };

        (long theirs, long missing) = _host.ReadEverything([Some.Subscriber("berta", Some.Stamp(5)), deletion]);

        Assert.Equal((1, 0), (theirs, missing));
        Assert.Equal([Some.Text(deletion)], _host.Canonical());
    }
}
