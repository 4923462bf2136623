using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Lists;

public sealed class ListSettingsTests
{
    [Fact]
    public void What_nobody_set_has_its_default()
    {
        Assert.Equal(
            new ListSettings(
                string.Empty, PostingPolicy.Subscribers, AuthorCheck.None, SubscriptionPolicy.Confirm, WhoPolicy.Owners, "en", Welcome: true, Goodbye: true, Notify: false, 10 * 1024 * 1024, 1000,
                VerpPolicy.Daily, new BounceSettings(3, 14, 30, 10, UnknownBounces.Owners)),
            ListSettings.From(new Dictionary<string, string>()));
    }

    [Fact]
    public void What_is_stored_is_read()
    {
        var stored = new Dictionary<string, string>
        {
            ["description"] = "Näils", ["posting"] = "announce", ["author-check"] = "warn", ["subscription"] = "approve", ["who"] = "nobody", ["language"] = "de",
            ["welcome"] = "off", ["goodbye"] = "off", ["notify"] = "on", ["max-size"] = "500k", ["batch-size"] = "7",
            ["verp"] = "always", ["bounce-days"] = "2", ["bounce-within"] = "7", ["bounce-removal"] = "20", ["bounce-share"] = "25", ["bounce-unknown"] = "discard",
        };

        Assert.Equal(
            new ListSettings("Näils", PostingPolicy.Announce, AuthorCheck.Warn, SubscriptionPolicy.Approve, WhoPolicy.Nobody, "de", Welcome: false, Goodbye: false, Notify: true, 500 * 1024, 7,
                VerpPolicy.Always, new BounceSettings(2, 7, 20, 25, UnknownBounces.Discard)),
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
