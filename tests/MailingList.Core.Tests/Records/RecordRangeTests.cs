using CsCheck;

using MailingList.Core.Records;

namespace MailingList.Core.Tests.Records;

public sealed class RecordRangeTests
{
    private const string List = "dev@lists.example.org";

    [Theory]
    [InlineData("", 0u, 0xffffffffu)]
    [InlineData("0", 0u, 0x0fffffffu)]
    [InlineData("a3", 0xa3000000u, 0xa3ffffffu)]
    [InlineData("ffffffff", 0xffffffffu, 0xffffffffu)]
    public void Its_digits_tell_the_first_and_the_last_hash(string digits, uint first, uint last)
    {
        var range = new RecordRange(List, RecordGroup.Subscribers, digits);

        Assert.Equal((first, last), (range.First, range.Last));
    }

    [Fact]
    public void A_hash_lies_in_the_range_of_its_own_digits_and_in_no_other_of_as_many()
    {
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, RecordHash.Digits]).Sample(
            (hash, other, digits) =>
            {
                var range = RecordRange.Of(List, RecordGroup.Subscribers, hash, digits);
                bool isIn = other >= range.First && other <= range.Last;
                return range.Digits.Length == digits && hash >= range.First && hash <= range.Last
                    && isIn == (RecordRange.Of(List, RecordGroup.Subscribers, other, digits) == range);
            },
            iter: 10_000);
    }
}
