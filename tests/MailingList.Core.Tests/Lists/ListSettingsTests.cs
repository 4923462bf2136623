using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class ListSettingsTests
{
    [Fact]
    public void What_nobody_set_has_its_default()
    {
        Assert.Equal(
            new ListSettings(
                string.Empty, PostingPolicy.Subscribers, AuthorCheck.None, SubscriptionPolicy.Confirm, WhoPolicy.Owners, "en", Welcome: true, Goodbye: true, Notify: false, 10 * 1024 * 1024, 1000),
            ListSettings.From(new Dictionary<string, string>()));
    }

    [Fact]
    public void What_is_stored_is_read()
    {
        var stored = new Dictionary<string, string>
        {
            ["description"] = "Näils", ["posting"] = "announce", ["author-check"] = "warn", ["subscription"] = "approve", ["who"] = "nobody", ["language"] = "de",
            ["welcome"] = "off", ["goodbye"] = "off", ["notify"] = "on", ["max-size"] = "500k", ["batch-size"] = "7",
        };

        Assert.Equal(
            new ListSettings("Näils", PostingPolicy.Announce, AuthorCheck.Warn, SubscriptionPolicy.Approve, WhoPolicy.Nobody, "de", Welcome: false, Goodbye: false, Notify: true, 500 * 1024, 7),
            ListSettings.From(stored));
    }

    [Fact]
    public void What_a_later_version_wrote_counts_as_its_default()
    {
        var stored = new Dictionary<string, string>
        {
            ["posting"] = "moderated", ["subscription"] = "sponsored", ["welcome"] = "loud", ["max-size"] = "1T", ["batch-size"] = "10000", ["colour"] = "blue",
        };

        Assert.Equal(ListSettings.From(new Dictionary<string, string>()), ListSettings.From(stored));
    }
}
