using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class ListStoreTests : StoreTest
{
    private void Delete(ListSnapshot list) => Database.Write(() => { Lists.Delete(list); return 0; });

    [Fact]
    public void A_new_list_has_what_it_was_created_with_and_the_defaults()
    {
        ListSnapshot list = CreateList("dev@lists.example.org", "olga@example.org", "otto@example.org");

        Assert.Equal("dev@lists.example.org", list.Address.Text);
        Assert.Equal("dev.lists.example.org", list.ListId);
        Assert.Equal(["olga@example.org", "otto@example.org"], list.Owners.Select(owner => owner.Text));
        Assert.Equal(ListSettings.From(new Dictionary<string, string>()), list.Settings);
        Assert.Equal(("mx1", Clock.Now), (list.Life.Host, list.Life.Time));
        Assert.Equal("|0|0", Cell("SELECT floor, deleted, unpublished FROM list WHERE life = stamp"));
    }

    [Fact]
    public void A_list_is_found_by_its_address_in_any_case_and_by_no_other()
    {
        CreateList();

        Assert.NotNull(Lists.Find(Address("DEV@Lists.Example.Org")));
        Assert.Null(Lists.Find(Address("dev@example.org")));
        Assert.Null(Lists.Find(Address("users@lists.example.org")));
    }

    [Fact]
    public void A_list_that_is_there_is_not_created_again()
    {
        ListSnapshot list = CreateList();

        Assert.Equal(Change.None, Database.Write(() => Lists.Create(list.Address, "other.example", [Address("x@example.org")])));
        Assert.Equal("dev.lists.example.org", Lists.Find(list.Address)?.ListId);
    }

    [Fact]
    public void All_lists_come_by_domain_and_name()
    {
        CreateList("b@y.example");
        CreateList("z@x.example");
        CreateList("a@y.example");

        Assert.Equal(["z@x.example", "a@y.example", "b@y.example"], Lists.All().Select(list => list.Address.Text));
    }

    [Fact]
    public void A_deleted_list_is_not_found_and_its_record_says_that_it_is_gone()
    {
        ListSnapshot list = CreateList();

        Delete(list);

        Assert.Null(Lists.Find(list.Address));
        Assert.Empty(Lists.All());
        Assert.Equal("1", Cell("SELECT deleted FROM list WHERE floor = life AND life = stamp"));
        Assert.True(string.CompareOrdinal(Cell("SELECT floor FROM list"), list.Life.ToString()) > 0);
    }

    [Fact]
    public void What_belongs_to_a_list_goes_with_it_and_what_belongs_to_others_stays()
    {
        ListSnapshot list = CreateList();
        ListSnapshot other = CreateList("users@lists.example.org");
        Subscribe(list, "anna@example.org");
        Subscribe(other, "anna@example.org");
        Database.Write(() => Lists.Settings.Set(list, Setting.Posting, "open"));

        Delete(list);

        Assert.Equal([$"{other.Id}"], Rows("SELECT list FROM subscriber"));
        Assert.Equal([$"{other.Id}"], Rows("SELECT list FROM owner"));
        Assert.Empty(Rows("SELECT list FROM setting"));
    }

    [Fact]
    public void A_list_that_is_created_again_begins_anew_above_its_floor()
    {
        ListSnapshot first = CreateList();
        Subscribe(first, "anna@example.org");
        Delete(first);
        string floor = Cell("SELECT floor FROM list");

        ListSnapshot second = CreateList("dev@lists.example.org", "new@example.org");

        Assert.Equal(floor, Cell("SELECT floor FROM list"));
        Assert.True(string.CompareOrdinal(second.Life.ToString(), floor) > 0);
        Assert.True(second.Life > first.Life);
        Assert.Equal(0, Lists.Subscribers.Count(second));
        Assert.Equal(["new@example.org"], second.Owners.Select(owner => owner.Text));
        Assert.True(string.CompareOrdinal(Cell("SELECT life FROM owner"), floor) > 0);
    }

    [Fact]
    public void What_other_hosts_are_to_be_told_is_marked()
    {
        var shared = new ListStore(Database, sharing: true);
        ListSnapshot list = Database.Write(() =>
        {
            shared.Create(Address("dev@lists.example.org"), "dev.lists.example.org", [Address("olga@example.org")]);
            ListSnapshot created = shared.Find(Address("dev@lists.example.org"))!;
            shared.Settings.Set(created, Setting.Posting, "open");
            shared.Subscribers.Put(created, new SubscriberRequest(Address("anna@example.org")), "shell");
            return created;
        });
        const string Marks = "SELECT unpublished FROM list UNION ALL SELECT unpublished FROM owner UNION ALL SELECT unpublished FROM setting UNION ALL SELECT unpublished FROM subscriber";

        Assert.Equal(["1", "1", "1", "1"], Rows(Marks));

        Database.Write(() => { shared.Delete(list); return 0; });

        Assert.Equal(["1"], Rows(Marks));
    }

    [Fact]
    public void A_host_that_stands_alone_marks_nothing()
    {
        ListSnapshot list = CreateList();
        Subscribe(list, "anna@example.org");
        Database.Write(() => Lists.Settings.Set(list, Setting.Posting, "open"));

        Assert.Equal(["0"], Rows("SELECT DISTINCT unpublished FROM (SELECT unpublished FROM list UNION ALL SELECT unpublished FROM owner UNION ALL SELECT unpublished FROM setting UNION ALL SELECT unpublished FROM subscriber)"));
    }
}
