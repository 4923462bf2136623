using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class SettingTests
{
    private static Setting Named(string name) => Setting.All.Single(setting => setting.Name == name);

    [Theory]
    [InlineData("description", "", "")]
    [InlineData("description", "Everything about näils", "Everything about näils")]
    [InlineData("posting", "OPEN", "open")]
    [InlineData("posting", "Subscribers", "subscribers")]
    [InlineData("posting", "announce", "announce")]
    [InlineData("max-size", "10240k", "10M")]
    [InlineData("max-size", "1g", "1G")]
    [InlineData("max-size", "1000", "1000")]
    [InlineData("max-size", "0k", "0")]
    [InlineData("batch-size", "1", "1")]
    [InlineData("batch-size", "0050", "50")]
    [InlineData("batch-size", "5000", "5000")]
    public void A_value_has_one_form_that_is_stored(string name, string typed, string stored)
    {
        Assert.True(Named(name).TryNormalise(typed, out string? normal, out string? reason));
        Assert.Null(reason);
        Assert.Equal(stored, normal);
        Assert.True(Named(name).TryNormalise(normal, out string? again, out _));
        Assert.Equal(normal, again);
    }

    [Theory]
    [InlineData("description", "two\nlines")]
    [InlineData("description", "a tab\t")]
    [InlineData("posting", "everybody")]
    [InlineData("posting", "0")]
    [InlineData("posting", "")]
    [InlineData("posting", "open, announce")]
    [InlineData("max-size", "much")]
    [InlineData("max-size", "-1")]
    [InlineData("max-size", "10MB")]
    [InlineData("max-size", "")]
    [InlineData("batch-size", "0")]
    [InlineData("batch-size", "5001")]
    [InlineData("batch-size", "1k")]
    [InlineData("batch-size", "-5")]
    [InlineData("batch-size", "99999999999999999999")]
    public void Another_value_is_refused_with_what_would_be_taken(string name, string typed)
    {
        Setting setting = Named(name);

        Assert.False(setting.TryNormalise(typed, out string? normal, out string? reason));
        Assert.Null(normal);
        Assert.StartsWith($"{name}: '{typed}'", reason, StringComparison.Ordinal);
        Assert.EndsWith(setting.Accepted, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_has_200_characters_at_most()
    {
        Assert.True(Setting.Description.TryNormalise(new string('x', 200), out _, out _));
        Assert.False(Setting.Description.TryNormalise(new string('x', 201), out _, out _));
    }

    [Fact]
    public void Every_default_is_a_value_in_its_one_form()
    {
        Assert.All(Setting.All, setting =>
        {
            Assert.True(setting.TryNormalise(setting.Default, out string? normal, out _));
            Assert.Equal(setting.Default, normal);
        });
    }

    [Fact]
    public void Names_are_in_lower_case_with_hyphens_and_each_is_there_once()
    {
        Assert.All(Setting.All, setting => Assert.Matches("^[a-z]+(-[a-z]+)*$", setting.Name));
        Assert.Equal(Setting.All.Count, Setting.All.Select(setting => setting.Name).Distinct().Count());
    }
}
