using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("{list} {address}|{reason}", "dev@lists.example.org <address>|no")]
    [InlineData("{{list}} {{{list}}} {address} {reason}", "{list} {dev@lists.example.org} <address> no")]
    [InlineData("{list}{address}{{}}{reason}", "dev@lists.example.org<address>{}no")]
    public void Placeholders_get_their_values_and_double_braces_become_single(string line, string expected) =>
        Assert.Equal($"{expected}\n", SomeLetter.Body($"Subject: x\n\n{line}\n", Placeholders.Reason, "no"));

    [Fact]
    public void Braces_in_a_value_are_left_alone() =>
        Assert.Equal("{list} }}{{ dev@lists.example.org <address>\n", SomeLetter.Body("Subject: x\n\n{reason} {list} {address}\n", Placeholders.Reason, "{list} }}{{"));

    [Theory]
    [InlineData("a\n\n    {reason}\n\nb\n", "a\n\nb\n")]
    [InlineData("a\n{reason}\nb\n", "a\nb\n")]
    [InlineData("{reason}\n\na\n", "\na\n")]
    [InlineData("a\n\n{reason}\n", "a\n")]
    [InlineData("a\n\nReason: {reason}\n{reason}\n\nb\n", "a\n\nb\n")]
    [InlineData("a\n\n{list}: {reason}\n\n\nb\n", "a\n\ndev@lists.example.org:   \n\n\nb\n")]
    public void A_line_whose_placeholders_are_all_empty_is_left_out_with_its_gap(string body, string expected) =>
        Assert.Equal($"dev@lists.example.org<address>\n{expected}", SomeLetter.Body($"Subject: x\n\n{{list}}{{address}}\n{body}", Placeholders.Reason, "  "));

    [Fact]
    public void A_Subject_stays_though_its_placeholders_are_all_empty()
    {
        Dictionary<string, string> values = SomeLetter.Values(LetterKind.Help);
        values[Placeholders.Description] = string.Empty;

        Assert.Equal("About []", SomeLetter.Parse(Letter.Write(SomeLetter.Template("Subject: About [{description}]\n\n{list}\n"), values, SomeLetter.Head)).Subject);
    }

    [Fact]
    public void A_long_list_of_lines_stays_as_it_is()
    {
        string lines = string.Join('\n', Enumerable.Range(1, 100_000).Select(i => $"subscriber{i}@example.net"));

        Assert.Equal($"dev@lists.example.org <address>\n{lines}\n", SomeLetter.Body("Subject: x\n\n{list} {address}\n{reason}\n", Placeholders.Reason, lines + "\n\n"));
    }

    [Fact]
    public void A_value_that_is_one_line_stays_one_line_whatever_comes_in() =>
        Assert.Equal("a  b c d e f no dev@lists.example.org\n", SomeLetter.Body("Subject: x\n\n{address} no {list}{reason}\n", Placeholders.Address, "a\r\nb\0c\u0085d\u2028e\tf").Replace("<reason>", string.Empty, StringComparison.Ordinal));

    [Fact]
    public void A_value_of_several_lines_keeps_them_and_its_tabs_but_no_other_control_characters() =>
        Assert.Equal("a\nb\nc\td e\ndev@lists.example.org<address>\n", SomeLetter.Body("Subject: x\n\n{reason}\n{list}{address}\n", Placeholders.Reason, "a\r\nb\rc\td\u001be\n"));
}
