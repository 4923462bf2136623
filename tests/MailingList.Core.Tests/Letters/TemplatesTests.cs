using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Letters;

public sealed class TemplatesTests
{
    private const string List = Some.ListAddress;
    private const string Text = "Subject: ours\n\n{list}\n";

    private readonly FakeTemplateFiles _files = new();

    [Fact]
    public void What_the_site_has_comes_first_and_what_is_for_the_list_before_all()
    {
        string[] paths = [$"{List}/de/help.txt", $"{List}/help.txt", "de/help.txt"];
        foreach (string path in paths)
        {
            _files.Put(path, Text);
        }

        foreach (string path in paths)
        {
            Assert.Equal($"/etc/templates/{path}", Origin("de"));
            _files.Files.Remove(path);
        }

        _files.Asked.Clear();
        Assert.Equal("built-in (de)", Origin("de"));
        Assert.Equal(paths, _files.Asked);
    }

    [Fact]
    public void Another_language_list_or_kind_is_not_touched()
    {
        _files.Put($"{List}/fr/help.txt", Text);
        _files.Put("news@lists.example.org/help.txt", Text);
        _files.Put($"{List}/welcome.txt", Text);

        Assert.Equal("built-in (de)", Origin("de"));
    }

    [Fact]
    public void A_language_that_nobody_wrote_is_answered_in_English_the_sites_own_before_ours()
    {
        Assert.Equal("built-in (en)", Origin("nl"));
        _files.Put("en/help.txt", Text);
        Assert.Equal("/etc/templates/en/help.txt", Origin("nl"));
        Assert.Equal("built-in (de)", Origin("de"));
        _files.Put("nl/help.txt", Text);
        Assert.Equal("/etc/templates/nl/help.txt", Origin("nl"));
    }

    [Fact]
    public void What_is_not_there_for_a_country_is_taken_from_the_language()
    {
        Assert.Equal("built-in (de)", Origin("de-AT"));
        _files.Put("de/help.txt", Text);
        Assert.Equal("/etc/templates/de/help.txt", Origin("de-AT"));
        _files.Put($"{List}/de-at/help.txt", Text);
        Assert.Equal($"/etc/templates/{List}/de-at/help.txt", Origin("de-AT"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("de/..")]
    [InlineData("de\0")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("日本")]
    public void What_is_no_language_leads_nowhere(string language)
    {
        Assert.Equal("built-in (en)", Origin(language));
        Assert.Equal([$"{List}/help.txt", "en/help.txt"], _files.Asked);
    }

    [Fact]
    public void A_lists_name_leads_to_no_other_folder()
    {
        new Templates(_files).Find(Some.Address("a/../b@lists.example.org"), "de", LetterKind.Help);

        Assert.Equal(["de/help.txt"], _files.Asked);
    }

    [Fact]
    public void An_error_in_one_of_the_sites_own_is_told_with_the_files_name()
    {
        _files.Put("de/help.txt", "Subject: ours\n\n{lists}\n");

        Failure failure = Assert.Throws<Failure>(() => Origin("de"));

        Assert.StartsWith("/etc/templates/de/help.txt:3: {lists} is no placeholder of help", failure.Message, StringComparison.Ordinal);
    }

    private string Origin(string language) => new Templates(_files).Find(Some.Address(List), language, LetterKind.Help).Origin;
}
