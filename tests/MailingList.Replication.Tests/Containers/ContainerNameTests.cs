using CsCheck;

using MailingList.Core.Records;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Tests.Containers;

public sealed class ContainerNameTests
{
    [Theory]
    [InlineData("state/dev@lists.example.org/settings", "dev@lists.example.org", RecordGroup.Settings, "")]
    [InlineData("state/dev@lists.example.org/subscribers", "dev@lists.example.org", RecordGroup.Subscribers, "")]
    [InlineData("state/dev@lists.example.org/subscribers/0a", "dev@lists.example.org", RecordGroup.Subscribers, "0a")]
    [InlineData("state/dev@lists.example.org/subscribers/ffffff", "dev@lists.example.org", RecordGroup.Subscribers, "ffffff")]
    [InlineData("secret", "", RecordGroup.Secret, "")]
    [InlineData("secret/f", "", RecordGroup.Secret, "f")]
    [InlineData("state/dev@lists.example.org/traffic", "dev@lists.example.org", RecordGroup.Traffic, "")]
    [InlineData("state/dev@lists.example.org/traffic/3", "dev@lists.example.org", RecordGroup.Traffic, "3")]
    [InlineData("limits", "", RecordGroup.Limits, "")]
    [InlineData("limits/0a", "", RecordGroup.Limits, "0a")]
    [InlineData("site", "", RecordGroup.Site, "")]
    [InlineData("site/7", "", RecordGroup.Site, "7")]
    public void A_name_stands_for_a_range(string name, string list, RecordGroup group, string digits)
    {
        Assert.True(ContainerName.TryParse(name, out RecordRange? range));
        Assert.Equal(new RecordRange(list, group, digits), range);
        Assert.Equal(name, ContainerName.Of(range));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("state")]
    [InlineData("state/")]
    [InlineData("state//settings")]
    [InlineData("state/dev@lists.example.org")]
    [InlineData("state/dev@lists.example.org/")]
    [InlineData("state/dev@lists.example.org/settings/")]
    [InlineData("state/dev@lists.example.org/Settings")]
    [InlineData("state/dev@lists.example.org/0")]
    [InlineData("state/dev@lists.example.org/secret")]
    [InlineData("state/dev@lists.example.org/subscribers/g")]
    [InlineData("state/dev@lists.example.org/subscribers/A")]
    [InlineData("state/dev@lists.example.org/subscribers/0000000")]
    [InlineData("state/dev@lists.example.org/subscribers/0/0")]
    [InlineData("state/dev@lists.example.org/subscribers/\u0660")]
    [InlineData("state/Dev@lists.example.org/settings")]
    [InlineData("state/dev/settings")]
    [InlineData("state/a/dev@lists.example.org/settings")]
    [InlineData("settings")]
    [InlineData("subscribers/0")]
    [InlineData("traffic")]
    [InlineData("traffic/0")]
    [InlineData("state/dev@lists.example.org/limits")]
    [InlineData("Limits")]
    [InlineData("state/dev@lists.example.org/site")]
    [InlineData("sites")]
    [InlineData("limits/")]
    [InlineData("secret/")]
    [InlineData("secrets")]
    [InlineData("meta")]
    [InlineData("feed/mx1")]
    public void What_is_no_name_is_none(string name) => Assert.False(ContainerName.TryParse(name, out _));

    [Fact]
    public void Whatever_comes_stands_for_one_range_or_none() => Check.Sample(
        Gen.OneOf(Gen.String, SomeRecords.OneOf("state", "secret", "settings", "subscribers", "traffic", "limits", "site", "dev@x.org", "/", "/", "0", "f", "..", "\0", "@", "\"a b\"@x.org").Array[0, 8].Select(string.Concat)),
        name =>
        {
            if (ContainerName.TryParse(name, out RecordRange? range))
            {
                Assert.Equal(name, ContainerName.Of(range!));
                Assert.True(range!.First <= range.Last);
            }
        },
        iter: 50_000);

    [Fact]
    public void A_record_lies_in_the_range_of_its_hash() => Check.Sample(
        Gen.Select(Gen.UInt, Gen.Int[0, 6]),
        sample =>
        {
            (uint hash, int digits) = sample;
            var range = RecordRange.Of("dev@lists.example.org", RecordGroup.Subscribers, hash, digits);
            Assert.InRange(hash, range.First, range.Last);
            Assert.True(ContainerName.TryParse(ContainerName.Of(range), out RecordRange? parsed));
            Assert.Equal(range, parsed);
        });
}
