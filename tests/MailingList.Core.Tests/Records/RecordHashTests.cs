using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

using CsCheck;

using MailingList.Core.Records;

namespace MailingList.Core.Tests.Records;

public sealed class RecordHashTests
{
    // Hosts of different versions share containers: these must never change.
    [Theory]
    [InlineData("", 0xe3b0c442)]
    [InlineData("abc", 0xba7816bf)]
    [InlineData("posting", 0x95bbb36a)]
    [InlineData("example.org@anna", 0xb60cd4c8)]
    [InlineData("example.org@ännä", 0xa1e5b02c)]
    public void A_key_has_the_hash_that_it_always_had(string key, uint hash)
    {
        Assert.Equal(hash, RecordHash.Of(key));
    }

    [Fact]
    public void It_is_the_beginning_of_SHA_256_for_keys_of_any_length()
    {
        Gen.String[Gen.Char["aé日 \n"], 0, 2000].Sample(
            key =>
            {
                byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
                return RecordHash.Of(key) == BinaryPrimitives.ReadUInt32BigEndian(hash) && RecordHash.Wide(key) == BinaryPrimitives.ReadUInt64BigEndian(hash);
            },
            iter: 1_000);
    }

    [Fact]
    public void Addresses_lie_evenly_among_containers()
    {
        int[] containers = new int[256];
        for (int i = 0; i < 10_000; i++)
        {
            containers[RecordHash.Of($"example.org@user{i}") >> 24]++;
        }

        // 39 on average; a fair die gives less than 10 or more than 80 about once in a million times.
        Assert.InRange(containers.Min(), 10, 39);
        Assert.InRange(containers.Max(), 39, 80);
    }
}
