using System.IO.Compression;
using System.Text;

using CsCheck;

using MailingList.Core.Records;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Tests.Containers;

/// <summary>Nothing that lies in Consul is believed.</summary>
public sealed class UnreadableTests
{
    private const string Stamp = "018cc4e52200-0001-mx1";
    private const string Good = $"{{\"kind\":\"subscriber\",\"key\":\"example.net@eve\",\"address\":\"eve@example.net\",\"delivery\":\"each\",\"posting\":\"default\",\"origin\":\"shell\",\"stamp\":\"{Stamp}\"}}";

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"records\":[]}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":0,\"records\":[]}")]
    [InlineData("{\"format\":-1,\"records\":[]}")]
    [InlineData("{\"format\":\"1\",\"records\":[]}")]
    [InlineData("{\"format\":1.5,\"records\":[]}")]
    [InlineData("{\"format\":99999999999,\"records\":[]}")]
    [InlineData("{\"format\":1,\"records\":{}}")]
    [InlineData("{\"format\":1,\"records\":[]")]
    [InlineData("{\"format\":1,\"records\":[]}}")]
    [InlineData("{\"format\":1,\"records\":[]} {}")]
    [InlineData("{\"format\":1,\"records\":[{\"kind\":\"\\ud800\"}]}")]
    [InlineData("{\"format\":1,\"records\":[],\"x\":\"\\ud800\"}")]
    [InlineData("{\"format\":1,\"records\":[],\"\\ud800\":1}")]
    public void What_is_no_container_is_said_to_be_none(string value) => Refused(Encoding.UTF8.GetBytes(value), Packing.Plain, isNewer: false);

    [Theory]
    [InlineData("{\"format\":2,\"records\":[]}")]
    [InlineData("{\"format\":2,\"records\":{\"of\":\"another shape\"}}")]
    [InlineData("{\"records\":5,\"format\":2}")]
    public void What_is_of_a_later_format_is_said_to_be_so(string value) => Refused(Encoding.UTF8.GetBytes(value), Packing.Plain, isNewer: true);

    [Theory]
    [InlineData(2)]
    [InlineData(ulong.MaxValue)]
    public void What_is_packed_in_another_way_is_of_a_later_version(ulong flags) => Refused("{\"format\":1,\"records\":[]}"u8.ToArray(), flags, isNewer: true);

    [Fact]
    public void What_is_not_UTF_8_is_no_container()
    {
        foreach (string place in (string[])["{\"format\":1,\"records\":[],\"x\":\"?\"}", "{\"format\":1,\"records\":[{\"kind\":\"?\"}]}", "{\"format\":1,\"records\":[{\"kind\":{\"a\":\"?\"}}]}"])
        {
            byte[] value = Encoding.UTF8.GetBytes(place);
            value[value.IndexOf((byte)'?')] = 0xff;
            Refused(value, Packing.Plain, isNewer: false);
        }
    }

    [Fact]
    public void What_is_nested_too_deeply_is_no_container() =>
        Refused(Encoding.UTF8.GetBytes("{\"format\":1,\"records\":[],\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}"), Packing.Plain, isNewer: false);

    [Fact]
    public void What_is_not_gzip_or_ends_too_early_is_no_container()
    {
        byte[] packed = Gzip(Encoding.UTF8.GetBytes($"{{\"format\":1,\"records\":[{string.Join(',', Enumerable.Repeat(Good, 100))}]}}"));

        Refused([], Packing.Gzip, isNewer: false);
        Refused([1, 2, 3], Packing.Gzip, isNewer: false);
        // What lacks nothing but the checksum may pass.
        for (int length = 0; length < packed.Length - 16; length++)
        {
            Refused(packed[..length], Packing.Gzip, isNewer: false);
        }
    }

    [Fact]
    public void What_unpacks_to_too_much_is_no_container()
    {
        byte[] bomb = Gzip(new byte[64 * 1024 * 1024]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(bomb, Packing.Gzip, isNewer: false);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 80 * 1024 * 1024);
    }

    [Theory]
    [InlineData("5", "no object")]
    [InlineData("null", "no object")]
    [InlineData("[]", "no object")]
    [InlineData("{}", "no kind")]
    [InlineData("{\"kind\":5}", "no kind")]
    [InlineData("{\"kind\":\"\"}", "no kind")]
    [InlineData("{\"kind\":\"subscriber\"}", "no stamp")]
    [InlineData("{\"kind\":\"subscriber\",\"stamp\":\"now\"}", "no stamp")]
    [InlineData("{\"kind\":\"subscriber\",\"stamp\":5}", "another type")]
    [InlineData("{\"kind\":\"subscriber\",\"key\":null,\"stamp\":\"" + Stamp + "\"}", "another type")]
    [InlineData("{\"kind\":\"subscriber\",\"address\":[\"a@b\"],\"stamp\":\"" + Stamp + "\"}", "another type")]
    [InlineData("{\"kind\":\"later\",\"deleted\":\"yes\",\"stamp\":\"" + Stamp + "\"}", "another type")]
    [InlineData("{\"kind\":\"later\",\"deleted\":1,\"stamp\":\"" + Stamp + "\"}", "another type")]
    [InlineData("{\"kind\":\"later\",\"life\":\"" + "018cc4e52200-0002-mx1" + "\",\"stamp\":\"" + Stamp + "\"}", "life")]
    [InlineData("{\"kind\":\"later\",\"stamp\":\"e677d21fdbff-0000-mx1\"}", "far future")]
    [InlineData("{\"kind\":\"subscriber\",\"key\":\"other\",\"address\":\"eve@example.net\",\"delivery\":\"each\",\"posting\":\"default\",\"origin\":\"shell\",\"stamp\":\"" + Stamp + "\"}", "key")]
    [InlineData("{\"kind\":\"subscriber\",\"key\":\"example.net@eve\",\"address\":\"eve@example.net\",\"name\":\"a\\u0000b\",\"delivery\":\"each\",\"posting\":\"default\",\"origin\":\"shell\",\"stamp\":\"" + Stamp + "\"}", "NUL")]
    public void A_record_that_cannot_be_used_is_kept_with_the_reason_beside_those_that_can(string record, string reason)
    {
        Container container = ContainerReader.Read(SomeRecords.Subscribers, Encoding.UTF8.GetBytes($"{{\"format\":1,\"records\":[{Good},{record},{Good}]}}"), Packing.Plain);

        Assert.Equal(2, container.Records.Count);
        (string json, string said) = Assert.Single(container.Refused);
        Assert.Equal(record, json);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_no_container() =>
        Check.Sample(Gen.Select(Gen.Byte.Array[0, 2000], Gen.ULong[0, 2]), sample => OnlyUnreadable(SomeRecords.Subscribers, sample.Item1, sample.Item2), iter: 10_000);

    [Fact]
    public void A_container_with_some_bytes_changed_is_one_or_none() => Check.Sample(
        Gen.Select(SomeRecords.Sets(SomeRecords.OfSubscribers, 12), Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 4], Gen.Bool),
        sample =>
        {
            (Record[] records, (int, byte)[] changes, bool isPacked) = sample;
            (byte[] value, ulong flags, _) = ContainerWriter.Write(new Container(records, [("{\"kind\":5}", "has no kind")], "{\"x\":{\"y\":[1,\"\\\\u00e4\"]}}"));
            byte[] json = isPacked ? value : Packing.Unpack(value, flags).ToArray();
            foreach ((int at, byte with) in changes)
            {
                json[at % json.Length] = with;
            }

            OnlyUnreadable(SomeRecords.Subscribers, json, isPacked ? flags : Packing.Plain);
        },
        iter: 10_000);

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static void Refused(byte[] value, ulong flags, bool isNewer)
    {
        UnreadableContainerException error = Assert.Throws<UnreadableContainerException>(() => ContainerReader.Read(SomeRecords.Subscribers, value, flags));
        Assert.Equal(isNewer, error.IsNewer);
        Assert.DoesNotContain('\n', error.Message);
    }

    // What can be read can be written again.
    private static void OnlyUnreadable(RecordRange range, byte[] value, ulong flags)
    {
        try
        {
            Container container = ContainerReader.Read(range, value, flags);
            (byte[] again, ulong flagsAgain, _) = ContainerWriter.Write(container);
            Container read = ContainerReader.Read(range, again, flagsAgain);
            Assert.Equal(container.Records.Count, read.Records.Count);
            Assert.Equal(container.Refused.Count, read.Refused.Count);
        }
        catch (UnreadableContainerException)
        {
            // As it should be.
        }
    }
}
