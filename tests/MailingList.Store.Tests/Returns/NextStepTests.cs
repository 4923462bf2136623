using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Standing;

namespace MailingList.Store.Tests.Returns;

/// <summary>What people are told of the addresses from which mail came back is what the program does.</summary>
public sealed class NextStepTests : ReturnsTest
{
    private BouncedAddresses Addresses => new(new SubscriptionStore(Mail.Host.Database, Mail.Host.Lists), Mail.Book, Mail.Host.Clock);

    private string? Next(string address) => Addresses.Find(Mail.Host.List(Dev)!, EmailAddress.Parse(address))?.Next.Text;

    private string[] Listed() => [.. Addresses.Of(Mail.Host.List(Dev)!).Select(one => one.Address.Text)];

    [Fact]
    public void Days_are_counted_until_the_probe_goes_out_and_the_day_of_removal_is_that_on_which_it_happens()
    {
        Assert.Null(Next(Ann));
        Bounce(Post(), Ann);
        Assert.Equal("counted 1 of 3 days", Next(Ann));
        Bounce(Post(), Ann);
        Assert.Equal("counted 1 of 3 days", Next(Ann));
        Pass();
        BounceDaily(1, Ann);
        Assert.Equal("counted 2 of 3 days", Next(Ann));
        BounceDaily(1, Ann);
        string today = IsoDate.Of(IsoDate.DayOf(Mail.Host.Clock.Now));
        Assert.Equal($"probe sent on {today}", Next(Ann));
        Assert.Equal([Ann], Listed());

        Bounce(ProbeTo(Ann).ReturnPath, Ann);
        string until = IsoDate.Of(IsoDate.DayOf(Mail.Host.Clock.Now).AddDays(30));
        Assert.Equal($"no delivery since {today}, will be taken off on {until}", Next(Ann));
        Pass(29);
        Assert.NotNull(Subscriber(Ann));
        Pass();
        Assert.Equal(until, IsoDate.Of(IsoDate.DayOf(Mail.Host.Clock.Now)));
        Assert.Null(Subscriber(Ann));
        Assert.Empty(Listed());
    }

    [Fact]
    public void What_counts_nothing_is_said_to_with_the_reason()
    {
        Bounce(Post(), Ann, "5.7.1", "550 5.7.1 blocked");
        Assert.Equal("counts nothing: policy", Next(Ann));
        Bounce(Post(), Bob);
        Pass(14);
        Assert.Equal("counts nothing: too long ago", Next(Bob));

        string post = Post();
        foreach (int reader in Enumerable.Range(1, 5))
        {
            Bounce(post, $"reader{reader}@example.com");
        }

        Assert.Equal("counts nothing: the post's fault", Next("reader1@example.com"));
        Assert.Equal(7, Listed().Length);
    }

    [Fact]
    public void The_settings_of_the_list_that_sends_the_probe_are_those_that_are_told()
    {
        const string Users = "users@lists.example.org";
        Mail.Host.Create(Users);
        Mail.Host.Set(Setting.BounceDays, "5", Users);
        Mail.Host.Subscribe(Ann, list: Users);
        Bounce(Post(), Ann);
        BouncedAddress? asked = Addresses.Find(Mail.Host.List(Users)!, EmailAddress.Parse(Ann));
        Assert.Equal("counted 1 of 3 days", asked?.Next.Text);
    }
}
