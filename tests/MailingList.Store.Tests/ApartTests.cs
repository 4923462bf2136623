using MailingList.Core.Lists;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

/// <summary>Two hosts that both knew a list, then changed it apart from each other, and then hear of it in either order.</summary>
public sealed class ApartTests : IDisposable
{
    private readonly Host _one = new("mx1");
    private readonly Host _other = new("mx2", ahead: TimeSpan.FromDays(1));

    public ApartTests()
    {
        _one.Create();
        _one.Subscribe("anna@example.org", "Anna");
        _one.Set(Setting.Description, "before");
        _other.Hear(_one);
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    // Time passes, so that what is done next is later by all clocks.
    private void Pass()
    {
        _one.Clock.Now += TimeSpan.FromDays(2);
        _other.Clock.Now += TimeSpan.FromDays(2);
    }

    private void Meet(bool oneFirst = true)
    {
        (Host first, Host second) = oneFirst ? (_one, _other) : (_other, _one);
        first.Hear(second);
        second.Hear(first);
        Assert.Equal(first.Canonical(), second.Canonical());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_unsubscribed_stays_away_though_their_name_was_changed_later(bool oneFirst)
    {
        _one.Unsubscribe("anna@example.org");
        Pass();
        _other.Subscribe("anna@example.org", "Anna Berg");

        Meet(oneFirst);

        Assert.Empty(_one.Subscribers());
        Assert.Empty(_other.Subscribers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_subscribes_again_where_the_unsubscribing_is_known_is_back(bool oneFirst)
    {
        _one.Unsubscribe("anna@example.org");
        _other.Hear(_one);
        _other.Subscribe("anna@example.org", "Anna Berg");

        Meet(oneFirst);

        Assert.Equal("Anna Berg", _one.Subscriber("anna@example.org")?.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_was_deleted_stays_deleted_though_it_was_changed_later(bool oneFirst)
    {
        _one.Delete();
        Pass();
        _other.Set(Setting.Posting, "open");
        _other.Subscribe("berta@example.org");

        Meet(oneFirst);

        Assert.Null(_one.List());
        Assert.Null(_other.List());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_changed_where_a_deletion_was_not_known_does_not_come_back_with_the_list(bool oneFirst)
    {
        _one.Delete();
        Pass();
        _other.Set(Setting.Posting, "open");
        _other.Subscribe("berta@example.org");
        Pass();
        _one.Create();
        _one.Subscribe("carla@example.org");

        Meet(oneFirst);

        Assert.Equal(["carla@example.org"], _other.Subscribers());
        Assert.Equal(PostingPolicy.Subscribers, _other.List()?.Settings.Posting);
        Assert.Equal(string.Empty, _other.List()?.Settings.Description);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Subscribers_of_both_hosts_stay_when_both_create_a_deleted_list_again(bool oneFirst)
    {
        _one.Delete();
        _other.Hear(_one);
        _one.Create(Some.List, "olga@example.org");
        _one.Subscribe("berta@example.org");
        Pass();
        _other.Create(Some.List, "otto@example.org");
        _other.Subscribe("carla@example.org");

        Meet(oneFirst);

        Assert.Equal(["berta@example.org", "carla@example.org"], _one.Subscribers());
        Assert.Equal(["olga@example.org", "otto@example.org"], _one.Owners());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_was_created_on_both_is_one_with_the_subscribers_and_owners_of_both(bool oneFirst)
    {
        const string users = "users@lists.example.org";
        _one.Create(users, "olga@example.org");
        _one.Subscribe("anna@example.org", list: users);
        _other.Create(users, "otto@example.org");
        _other.Subscribe("berta@example.org", list: users);

        Meet(oneFirst);

        Assert.Equal(2, _one.Lists.All().Count);
        Assert.Equal(["anna@example.org", "berta@example.org"], _one.Subscribers(users));
        Assert.Equal(["olga@example.org", "otto@example.org"], _other.Owners(users));
    }

    [Theory]
    [InlineData("earlier", "later", true)]
    [InlineData("earlier", "later", false)]
    [InlineData("earlier", null, true)]
    [InlineData("earlier", null, false)]
    [InlineData(null, "later", true)]
    [InlineData(null, "later", false)]
    public void The_later_setting_stands_whether_it_sets_or_takes_away(string? earlier, string? later, bool oneFirst)
    {
        _one.Set(Setting.Description, earlier);
        Pass();
        _other.Set(Setting.Description, later);

        Meet(oneFirst);

        Assert.Equal(later ?? string.Empty, _one.List()?.Settings.Description);
        Assert.Equal(later ?? string.Empty, _other.List()?.Settings.Description);
    }

    [Fact]
    public void A_clock_that_jumps_back_makes_no_change_look_older_than_what_it_changes()
    {
        _one.Hear(_other);
        _one.Clock.Now -= TimeSpan.FromDays(400);
        _one.Set(Setting.Description, "after the jump");
        _one.Unsubscribe("anna@example.org");

        Meet();

        Assert.Equal("after the jump", _other.List()?.Settings.Description);
        Assert.Empty(_other.Subscribers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Owners_that_were_replaced_on_both_are_all_owners(bool oneFirst)
    {
        _one.SetOwners(Some.List, "nina@example.org");
        _other.SetOwners(Some.List, "otto@example.org");

        Meet(oneFirst);

        Assert.Equal(["nina@example.org", "otto@example.org"], _one.Owners());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Owners_that_took_each_other_away_leave_those_of_the_later_change(bool oneFirst)
    {
        _one.SetOwners(Some.List, "olga@example.org", "otto@example.org");
        Meet();
        _one.SetOwners(Some.List, "olga@example.org");
        Pass();
        _other.SetOwners(Some.List, "otto@example.org");

        Meet(oneFirst);

        Assert.Equal(["otto@example.org"], _one.Owners());
    }

    [Fact]
    public void Owners_that_took_each_other_away_in_the_same_moment_leave_one_of_them()
    {
        // If each record had a stamp of its own, both would go: one's first, the other's first and second, one's second.
        using var one = new Host("mx1");
        using var other = new Host("mx2");
        one.Create(Some.List, "olga@example.org", "otto@example.org");
        other.Hear(one);
        other.Clock.Now = one.Clock.Now += TimeSpan.FromSeconds(1);
        one.Clock.Step = TimeSpan.FromMilliseconds(5);
        other.Clock.Now += TimeSpan.FromMilliseconds(2);
        other.Clock.Step = TimeSpan.FromMilliseconds(1);

        one.SetOwners(Some.List, "olga@example.org");
        other.SetOwners(Some.List, "otto@example.org");
        one.Hear(other);
        other.Hear(one);

        Assert.Equal(["otto@example.org"], one.Owners());
        Assert.Equal(one.Canonical(), other.Canonical());
    }

    [Fact]
    public void A_list_that_is_created_again_wins_over_a_deletion_that_is_long_past()
    {
        _one.Delete();
        Meet();
        _one.Clock.Now += TimeSpan.FromDays(100);
        _one.Replica.Write(() =>
        {
            _one.Replica.MarkPublished([.. _one.Replica.All()]);
            return _one.Replica.Forget(_one.Clock.Now);
        });
        _one.Create();

        Meet();

        Assert.NotNull(_other.List());
    }
}
