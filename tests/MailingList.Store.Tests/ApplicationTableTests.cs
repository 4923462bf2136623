using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class ApplicationTableTests : StoreTest
{
    private static readonly EmailAddress Anna = Address("Anna@example.org");
    private static readonly EmailAddress Olga = Address("Olga@example.org");

    private readonly ListSnapshot _list;

    public ApplicationTableTests() => _list = CreateList();

    private Application Apply(DeliveryMode? delivery = null) => Database.Write(() => Lists.Applications.Apply(_list, Anna, delivery));

    private Application? Decide(Application application, ApplicationDecision decision, EmailAddress? by)
    {
        Write(() => Lists.Applications.Decide(_list, application, decision, by));
        return Lists.Applications.Find(_list, Anna);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DeliveryMode.None)]
    [InlineData(DeliveryMode.Each)]
    public void Who_applies_waits_for_a_decision(DeliveryMode? delivery)
    {
        Assert.Null(Lists.Applications.Find(_list, Anna));

        Application applied = Apply(delivery);

        Assert.Equal((Anna, delivery, ApplicationDecision.Waiting, null), (applied.Address, applied.Delivery, applied.Decision, applied.DecidedBy));
        Assert.Equal((Clock.Now, "mx1"), (applied.Life.Time, applied.Life.Host));
        Assert.Equal(applied, Lists.Applications.Find(_list, Address("anna@EXAMPLE.org")));
        Assert.Null(Lists.Applications.Find(_list, Olga));
        Assert.Null(Lists.Applications.Find(CreateList("users@lists.example.org"), Anna));
    }

    [Fact]
    public void A_decision_is_kept_with_who_made_it_and_the_first_one_stands()
    {
        Application applied = Apply(DeliveryMode.None);

        Assert.Equal(applied with { Decision = ApplicationDecision.Rejected, DecidedBy = Olga }, Decide(applied, ApplicationDecision.Rejected, Olga));
        Assert.Equal(ApplicationDecision.Rejected, Decide(applied, ApplicationDecision.Accepted, Anna)?.Decision);
    }

    [Fact]
    public void A_decision_may_be_nobody_s()
    {
        Assert.Null(Decide(Apply(), ApplicationDecision.Accepted, null)?.DecidedBy);
    }

    [Fact]
    public void Who_applies_again_begins_anew_and_decisions_about_the_earlier_application_change_nothing()
    {
        Application first = Apply(DeliveryMode.None);
        Decide(first, ApplicationDecision.Rejected, Olga);

        Application second = Apply();

        Assert.True(second.Life > first.Life);
        Assert.Equal(second, Decide(first, ApplicationDecision.Accepted, Olga));
        Assert.Equal(ApplicationDecision.Accepted, Decide(second, ApplicationDecision.Accepted, Olga)?.Decision);
    }

    [Fact]
    public void A_decision_about_an_application_that_is_gone_changes_nothing()
    {
        Application application = Apply();
        Sql("DELETE FROM application");

        Assert.Null(Decide(application, ApplicationDecision.Accepted, Olga));
    }

    [Fact]
    public void A_word_that_a_later_version_wrote_counts_as_the_default_and_stays()
    {
        Apply();
        Sql("UPDATE application SET delivery = 'weekly', decision = 'postponed'");

        Application read = Lists.Applications.Find(_list, Anna)!;
        Assert.Equal((null, ApplicationDecision.Waiting), (read.Delivery, read.Decision));

        Decide(read, ApplicationDecision.Accepted, Olga);
        Assert.Equal("weekly|accepted", Cell("SELECT delivery, decision FROM application"));
    }

    [Fact]
    public void An_application_is_forgotten_90_days_after_it_was_made_however_late_it_was_decided()
    {
        Application application = Apply();
        Clock.Now += TimeSpan.FromDays(89);
        Decide(application, ApplicationDecision.Accepted, Olga);
        Clock.Now += TimeSpan.FromDays(1.5);

        Write(() => new Replica(Database).Forget(Clock.Now));

        Assert.Null(Lists.Applications.Find(_list, Anna));
    }
}
