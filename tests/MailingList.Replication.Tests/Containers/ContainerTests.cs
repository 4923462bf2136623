using CsCheck;

using MailingList.Core.Records;
using MailingList.Replication.Containers;
using MailingList.Replication.Tests.Support;

namespace MailingList.Replication.Tests.Containers;

public sealed class ContainerTests
{
    [Fact]
    public void What_was_written_is_read() => Check.Sample(
        Gen.OneOf(
            SomeRecords.Sets(SomeRecords.OfSubscribers, 60).Select(records => (SomeRecords.Subscribers, records)),
            SomeRecords.Sets(SomeRecords.OfSettings, 20).Select(records => (SomeRecords.Settings, records)),
            SomeRecords.Sets(SomeRecords.OfTraffic, 40).Select(records => (SomeRecords.Traffic, records)),
            SomeRecords.Sets(SomeRecords.OfLimits, 40).Select(records => (SomeRecords.Limits, records)),
            SomeRecords.Sets(SomeRecords.OfSite, 40).Select(records => (SomeRecords.Site, records))),
        sample =>
        {
            (RecordRange range, Record[] records) = sample;
            Container read = Read(range, new Container(records, [], "{\"x-purpose\":[1]}"));

            Assert.Empty(read.Refused);
            Assert.Equal("{\"x-purpose\":[1]}", read.Extra);
            Assert.Equal(Texts(records), Texts(read.Records));
        },
        iter: 1000);

    [Fact]
    public void The_same_set_makes_the_same_bytes_in_any_order() => Check.Sample(
        SomeRecords.Sets(SomeRecords.OfSubscribers, 40).SelectMany(records => Gen.Shuffle(records).Select(other => (records, other))),
        sample =>
        {
            (string, string)[] refused = [("{\"kind\":1}", "a"), ("5", "b")];
            (byte[] one, ulong oneFlags, _) = ContainerWriter.Write(new Container(sample.records, refused, null));
            (byte[] other, ulong otherFlags, _) = ContainerWriter.Write(new Container(sample.other, [.. refused.Reverse()], null));
            Assert.Equal(one, other);
            Assert.Equal(oneFlags, otherFlags);
        },
        iter: 500);

    [Fact]
    public void What_is_read_and_written_again_stays_the_same_bytes() => Check.Sample(
        SomeRecords.Sets(SomeRecords.OfSubscribers, 40),
        records =>
        {
            (byte[] one, ulong flags, _) = ContainerWriter.Write(new Container(records, [("{\"kind\":17,\"a\":\"\\u0000\"}", "has no kind")], "{\"a\":1}"));
            (byte[] other, _, _) = ContainerWriter.Write(ContainerReader.Read(SomeRecords.Subscribers, one, flags));
            Assert.Equal(one, other);
        },
        iter: 500);

    [Fact]
    public void Small_ones_can_be_read_by_people_and_large_ones_are_packed()
    {
        var stamp = new Stamp(1_704_110_400_000, 0, "mx1");
        var record = new Record(RecordKind.Subscriber, "dev@lists.example.org", "example.net@eve", ["eve@example.net", null, "each", "default", "shell", null, null, null], null, null, stamp, stamp, false);

        (byte[] small, ulong plain, _) = ContainerWriter.Write(new Container([record], [], null));
        (byte[] large, ulong gzip, int unpacked) = ContainerWriter.Write(
            new Container([.. Enumerable.Range(0, 500).Select(n => record with { Key = $"{record.Key}{n}" })], [], null));

        Assert.Equal(Packing.Plain, plain);
        Assert.StartsWith("{\"format\":1,\"records\":[{\"kind\":\"subscriber\",", System.Text.Encoding.UTF8.GetString(small), StringComparison.Ordinal);
        Assert.Equal(Packing.Gzip, gzip);
        Assert.True(large.Length * 4 < unpacked);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(256, 0)]
    [InlineData(512, 1)]
    [InlineData(5_000, 2)]
    [InlineData(1_000_000, 3)]
    [InlineData(long.MaxValue, 6)]
    public void A_list_that_comes_in_one_piece_has_as_many_containers_as_it_needs(long records, int digits) => Assert.Equal(digits, Container.DigitsFor(records));

    internal static Container Read(RecordRange range, Container container)
    {
        (byte[] value, ulong flags, _) = ContainerWriter.Write(container);
        return ContainerReader.Read(range, value, flags);
    }

    private static string[] Texts(IEnumerable<Record> records) => [.. records.Select(ReplicaHost.Text).Order(StringComparer.Ordinal)];
}
