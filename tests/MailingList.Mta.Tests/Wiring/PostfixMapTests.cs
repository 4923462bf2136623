using System.Text.RegularExpressions;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Mta.Tests.Support;
using MailingList.Mta.Wiring;

namespace MailingList.Mta.Tests.Wiring;

public sealed class PostfixMapTests
{
    private const string Table = "^/(?<pattern>.+)/  mailinglist:$";

    // As regexp_table(5): without case, first match.
    private static bool Matches(string address, params string[] lists) =>
        PostfixWiring.Map([.. lists.Select(Some.Address)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Regex.Match(line, Table).Groups["pattern"].Value)
            .Any(pattern => Regex.IsMatch(address, pattern, RegexOptions.IgnoreCase));

    [Fact]
    public void Each_list_is_one_line_to_the_pipe()
    {
        string[] lines = PostfixWiring.Map([Some.Address("dev@example.org"), Some.Address("c-plus.plus@example.org")]).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], line => Assert.Matches(Table, line));
        Assert.Empty(lines[2]);
    }

    [Fact]
    public void A_list_and_all_its_roles_match_with_either_delimiter_and_details()
    {
        Assert.True(Matches("dev@example.org", "dev@example.org"));
        Assert.All(RoleNames.All, role => Assert.All(RoleNames.Delimiters, delimiter =>
        {
            Assert.True(Matches($"dev{delimiter}{role}@example.org", "dev@example.org"));
            Assert.True(Matches($"DEV{delimiter}{role.ToUpperInvariant()}+x=y-z@Example.org", "dev@example.org"));
        }));
    }

    [Theory]
    [InlineData("dev2@example.org")]
    [InlineData("mydev@example.org")]
    [InlineData("dev-owners@example.org")]
    [InlineData("dev-anna@example.org")]
    [InlineData("dev.owner@example.org")]
    [InlineData("dev-@example.org")]
    [InlineData("-owner@example.org")]
    [InlineData("dev@example.com")]
    [InlineData("dev@exampleXorg")]
    [InlineData("dev@example.org.example.com")]
    [InlineData("dev@mail.example.org")]
    public void The_mailboxes_beside_it_do_not_match(string address)
    {
        Assert.False(Matches(address, "dev@example.org"));
    }

    [Fact]
    public void Dots_in_a_name_are_dots()
    {
        Assert.True(Matches("c.plus@example.org", "c.plus@example.org"));
        Assert.False(Matches("cxplus@example.org", "c.plus@example.org"));
    }

    [Fact]
    public void The_map_matches_what_the_program_reads_as_a_list_s()
    {
        string[] recipients = ["dev@x.org", "dev-owner@x.org", "dev+bounces+a@x.org", "dev-help-owner@x.org", "dev-x@x.org", "dev-x-owner@x.org", "devowner@x.org"];

        Assert.All(recipients, recipient => Assert.Equal(
            Destination.Readings(Some.Address(recipient)).Any(reading => reading.List.Equals(Some.Address("dev@x.org"))),
            Matches(recipient, "dev@x.org")));
    }

    [Fact]
    public void Without_a_list_there_is_no_map_that_would_let_every_post_bounce()
    {
        Assert.Equal(FailureKind.Usage, Assert.Throws<Failure>(() => PostfixWiring.Map([])).Kind);
    }
}
