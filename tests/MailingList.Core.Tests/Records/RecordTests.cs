using CsCheck;

using MailingList.Core.Records;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Core.Tests.Records;

public sealed class RecordTests
{
    private static readonly Gen<Stamp> Stamps =
        Gen.Select(Gen.Long[1, 3], Gen.UShort[0, 1], Gen.OneOf(Gen.Const("mx1"), Gen.Const("mx2"))).Select((milliseconds, counter, host) => new Stamp(milliseconds, counter, host));

    // One host makes one stamp once, so what a version says follows from its stamps.
    private static readonly Gen<Record> Versions =
        Gen.Select(Gen.Select(Gen.Bool, Stamps), Stamps, Stamps).Select((floor, one, other) =>
        {
            (Stamp life, Stamp stamp) = one < other ? (one, other) : (other, one);
            return new Record(RecordKind.Setting, "dev@lists.example.org", "posting", [$"{life} {stamp}"], null, floor.Item1 ? floor.Item2 : null, life, stamp, life == stamp);
        });

    private static (Stamp?, Stamp, Stamp) Order(Record record) => (record.Floor, record.Life, record.Stamp);

    private static Stamp At(long milliseconds) => new(milliseconds, 0, "mx1");

    private static Record Version(Stamp? floor, long life, long stamp) =>
        new(RecordKind.Setting, "dev@lists.example.org", "posting", ["open"], null, floor, At(life), At(stamp), IsDeleted: false);

    [Fact]
    public void The_floor_comes_before_the_life_and_the_life_before_the_stamp()
    {
        Assert.True(Version(null, 1, 3).IsLaterThan(Version(null, 1, 2)));
        Assert.True(Version(null, 2, 2).IsLaterThan(Version(null, 1, 3)));
        Assert.True(Version(At(1), 2, 2).IsLaterThan(Version(null, 9, 9)));
        Assert.True(Version(At(2), 3, 3).IsLaterThan(Version(At(1), 9, 9)));
    }

    [Fact]
    public void Of_two_versions_one_is_later_unless_they_are_the_same()
    {
        Gen.Select(Versions, Versions).Sample(
            (one, other) => Order(one) == Order(other)
                ? !one.IsLaterThan(other) && !other.IsLaterThan(one)
                : one.IsLaterThan(other) != other.IsLaterThan(one),
            iter: 20_000);
    }

    [Fact]
    public void What_is_later_than_the_later_one_is_later_than_the_earlier_one()
    {
        Gen.Select(Versions, Versions, Versions).Sample(
            (first, second, third) => !(first.IsLaterThan(second) && second.IsLaterThan(third)) || first.IsLaterThan(third),
            iter: 20_000);
    }

    [Fact]
    public void It_does_not_matter_which_of_two_versions_is_seen_first()
    {
        Gen.Select(Versions, Versions).Sample((one, other) => Order(Record.Merge(one, other)) == Order(Record.Merge(other, one)), iter: 20_000);
    }

    [Fact]
    public void It_does_not_matter_which_of_three_versions_are_merged_first()
    {
        Gen.Select(Versions, Versions, Versions).Sample(
            (first, second, third) => Order(Record.Merge(Record.Merge(first, second), third)) == Order(Record.Merge(first, Record.Merge(second, third))),
            iter: 20_000);
    }

    [Fact]
    public void Seeing_a_version_again_changes_nothing()
    {
        Gen.Select(Versions, Versions).Sample(
            (one, other) =>
            {
                Record merged = Record.Merge(one, other);
                return Order(Record.Merge(merged, one)) == Order(merged) && Order(Record.Merge(merged, other)) == Order(merged) && Record.Merge(one, one) == one;
            },
            iter: 20_000);
    }

    [Fact]
    public void What_is_kept_for_a_while_is_forgotten_deleted_or_not()
    {
        DateTimeOffset now = At(1_700_000_000_000).Time;
        Record letter = Version(null, 1_700_000_000_000, 1_700_000_000_000) with { Kind = RecordKind.Letter };
        TimeSpan kept = RecordKind.Letter.Kept!.Value;

        foreach (bool isDeleted in new[] { false, true })
        {
            Assert.False((letter with { IsDeleted = isDeleted }).IsForgotten(now + kept));
            Assert.True((letter with { IsDeleted = isDeleted }).IsForgotten(now + kept + TimeSpan.FromMilliseconds(1)));
        }
    }

    [Fact]
    public void No_version_outlives_one_of_the_same_floor_that_stands_against_it()
    {
        Gen.Select(Versions, Versions, Gen.Long[0, 200]).Sample(
            (one, other, days) =>
            {
                DateTimeOffset now = At(1_700_000_000_000).Time + TimeSpan.FromDays(days);
                Record earlier = one with { Kind = RecordKind.Application, Floor = null };
                Record later = other with { Kind = RecordKind.Application, Floor = null };
                return !later.IsLaterThan(earlier) || !later.IsForgotten(now) || earlier.IsForgotten(now);
            },
            iter: 20_000);
    }

    [Fact]
    public void Only_old_deletions_are_forgotten_and_that_of_a_list_never_is()
    {
        DateTimeOffset now = At(1_700_000_000_000).Time;
        Record deletion = Version(null, 1_700_000_000_000, 1_700_000_000_000) with { IsDeleted = true };

        Assert.False(deletion.IsForgotten(now + Record.DeletionsKept));
        Assert.True(deletion.IsForgotten(now + Record.DeletionsKept + TimeSpan.FromMilliseconds(1)));
        Assert.False((deletion with { IsDeleted = false }).IsForgotten(now + TimeSpan.FromDays(1000)));
        Assert.False((deletion with { Kind = RecordKind.List }).IsForgotten(now + TimeSpan.FromDays(1000)));
    }
}
