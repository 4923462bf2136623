using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class SettingTableTests : StoreTest
{
    private readonly ListSnapshot _list;

    public SettingTableTests() => _list = CreateList();

    private Change Set(string? value) => Database.Write(() => Lists.Settings.Set(_list, Setting.Posting, value));

    private (string Value, string Life, string Stamp, string Deleted) Record()
    {
        string[] cells = Cell("SELECT value, life, stamp, deleted FROM setting").Split('|');
        return (cells[0], cells[1], cells[2], cells[3]);
    }

    [Fact]
    public void A_setting_is_what_was_set_last()
    {
        Assert.Equal(Change.Added, Set("open"));
        Assert.Equal(Change.Altered, Set("announce"));

        Assert.Equal(PostingPolicy.Announce, Lists.Find(_list.Address)?.Settings.Posting);
    }

    [Fact]
    public void Setting_what_is_set_changes_nothing()
    {
        Set("open");
        var before = Record();

        Assert.Equal(Change.None, Set("open"));
        Assert.Equal(before, Record());
    }

    [Fact]
    public void Another_value_is_a_life_of_its_own_so_that_the_later_change_stands_whether_it_sets_or_takes_away()
    {
        Set("open");
        var before = Record();
        Set("announce");
        var after = Record();

        Assert.Equal(after.Stamp, after.Life);
        Assert.True(string.CompareOrdinal(after.Life, before.Life) > 0);
        Assert.Equal(("announce", "0"), (after.Value, after.Deleted));
    }

    [Fact]
    public void Taking_a_setting_away_leaves_a_record_with_a_later_life_and_brings_the_default_back()
    {
        Set("open");
        var before = Record();

        Assert.Equal(Change.Removed, Set(null));

        var after = Record();
        Assert.Equal(("1", after.Stamp), (after.Deleted, after.Life));
        Assert.True(string.CompareOrdinal(after.Life, before.Life) > 0);
        Assert.Equal(PostingPolicy.Subscribers, Lists.Find(_list.Address)?.Settings.Posting);
        Assert.Empty(Lists.Settings.Of(_list.Id));
    }

    [Fact]
    public void Taking_away_what_is_not_set_changes_nothing()
    {
        Assert.Equal(Change.None, Set(null));
        Assert.Empty(Rows("SELECT key FROM setting"));
        Set("open");
        Set(null);
        var before = Record();

        Assert.Equal(Change.None, Set(null));
        Assert.Equal(before, Record());
    }

    [Fact]
    public void A_setting_that_comes_back_has_a_later_life()
    {
        Set("open");
        Set(null);
        var gone = Record();

        Assert.Equal(Change.Added, Set("open"));

        var back = Record();
        Assert.Equal("0", back.Deleted);
        Assert.True(string.CompareOrdinal(back.Life, gone.Life) > 0);
    }

    [Fact]
    public void Lists_have_settings_of_their_own()
    {
        ListSnapshot other = CreateList("users@lists.example.org");
        Set("open");

        Assert.Empty(Lists.Settings.Of(other.Id));
    }
}
