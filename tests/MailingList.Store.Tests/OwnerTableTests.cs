using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class OwnerTableTests : StoreTest
{
    private readonly ListSnapshot _list;

    public OwnerTableTests() => _list = CreateList("dev@lists.example.org", "olga@example.org", "otto@example.org");

    private Change Set(params string[] owners) => Database.Write(() => Lists.Owners.Set(_list, owners.Select(Address)));

    private string Record(string key) => Cell($"SELECT life, stamp, deleted FROM owner WHERE key = '{key}'");

    [Fact]
    public void Owners_come_by_domain_and_name()
    {
        Set("z@a.example", "b@b.example", "a@b.example");

        Assert.Equal(["z@a.example", "a@b.example", "b@b.example"], Lists.Owners.Of(_list.Id).Select(owner => owner.Text));
    }

    [Fact]
    public void The_same_owners_in_any_order_and_spelling_change_nothing()
    {
        string before = Record("example.org@olga");

        Assert.Equal(Change.None, Set("OTTO@example.org", "olga@example.org", "olga@Example.ORG"));

        Assert.Equal(before, Record("example.org@olga"));
        Assert.Equal(["olga@example.org", "otto@example.org"], Lists.Owners.Of(_list.Id).Select(owner => owner.Text));
    }

    [Fact]
    public void Who_goes_leaves_a_record_with_a_later_life_and_who_stays_gets_a_new_one_too()
    {
        string[] before = Record("example.org@otto").Split('|');

        Assert.Equal(Change.Altered, Set("olga@example.org", "nina@example.org"));

        string[] gone = Record("example.org@otto").Split('|');
        Assert.Equal("1", gone[2]);
        Assert.True(string.CompareOrdinal(gone[0], before[0]) > 0);
        Assert.Equal($"{gone[0]}|{gone[0]}|0", Record("example.org@olga"));
        Assert.Equal($"{gone[0]}|{gone[0]}|0", Record("example.org@nina"));
        Assert.Equal(["nina@example.org", "olga@example.org"], Lists.Owners.Of(_list.Id).Select(owner => owner.Text));
    }

    [Fact]
    public void Who_comes_back_has_a_later_life()
    {
        Set("olga@example.org");
        string[] gone = Record("example.org@otto").Split('|');
        Set("olga@example.org", "Otto@example.org");
        string[] back = Record("example.org@otto").Split('|');

        Assert.Equal("0", back[2]);
        Assert.True(string.CompareOrdinal(back[0], gone[0]) > 0);
    }
}
