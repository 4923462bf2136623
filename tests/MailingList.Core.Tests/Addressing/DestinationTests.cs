using MailingList.Core.Addressing;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Addressing;

public sealed class DestinationTests
{
    private static IEnumerable<string> Readings(string recipient) =>
        Destination.Readings(Some.Address(recipient)).Select(reading => $"{reading.List} {reading.Role} '{reading.Detail}'");

    [Fact]
    public void A_plain_address_can_only_be_a_list()
    {
        Assert.Equal(["dev@example.org Post ''"], Readings("dev@example.org"));
    }

    [Theory]
    [InlineData("owner", Role.Owner)]
    [InlineData("request", Role.Request)]
    [InlineData("help", Role.Help)]
    [InlineData("subscribe", Role.Subscribe)]
    [InlineData("join", Role.Subscribe)]
    [InlineData("unsubscribe", Role.Unsubscribe)]
    [InlineData("leave", Role.Unsubscribe)]
    [InlineData("confirm", Role.Confirm)]
    [InlineData("bounces", Role.Bounces)]
    [InlineData("accept", Role.Accept)]
    [InlineData("reject", Role.Reject)]
    [InlineData("discard", Role.Discard)]
    public void Every_role_is_read_behind_both_delimiters(string name, Role role)
    {
        Assert.Equal([$"dev-{name}@example.org Post ''", $"dev@example.org {role} ''"], Readings($"dev-{name}@example.org"));
        Assert.Equal([$"dev+{name}@example.org Post ''", $"dev@example.org {role} ''"], Readings($"dev+{name}@example.org"));
    }

    [Theory]
    [InlineData("dev-bounces+4x7.token@example.org", "4x7.token")]
    [InlineData("dev-bounces-4x7@example.org", "4x7")]
    [InlineData("dev+bounces+4x7@example.org", "4x7")]
    [InlineData("dev-bounces+anna=example.net-x@example.org", "anna=example.net-x")]
    [InlineData("dev-bounces+@example.org", "")]
    public void What_follows_the_role_is_its_detail(string recipient, string detail)
    {
        Assert.Contains($"dev@example.org Bounces '{detail}'", Readings(recipient));
    }

    [Fact]
    public void Names_compare_without_case_and_the_list_keeps_its_spelling()
    {
        Assert.Equal(["DEV-Owner@Example.org Post ''", "DEV@Example.org Owner ''"], Readings("DEV-Owner@Example.org"));
    }

    [Fact]
    public void The_longest_list_name_is_read_first()
    {
        Assert.Equal(
            ["dev-help-owner@example.org Post ''", "dev-help@example.org Owner ''", "dev@example.org Help 'owner'"],
            Readings("dev-help-owner@example.org"));
    }

    [Fact]
    public void A_list_with_delimiters_in_its_name_has_roles_too()
    {
        Assert.Contains("c-plus-plus@example.org Owner ''", Readings("c-plus-plus-owner@example.org"));
    }

    [Fact]
    public void Needless_quotes_hide_no_role()
    {
        Assert.Contains("dev@example.org Owner ''", Readings("\"dev-owner\"@example.org"));
    }

    [Theory]
    [InlineData("owner@example.org")]
    [InlineData("-owner@example.org")]
    [InlineData("dev-owners@example.org")]
    [InlineData("dev-@example.org")]
    [InlineData("dev.owner@example.org")]
    public void What_is_no_role_is_read_as_a_list_alone(string recipient)
    {
        Assert.Equal([$"{recipient} Post ''"], Readings(recipient));
    }
}
