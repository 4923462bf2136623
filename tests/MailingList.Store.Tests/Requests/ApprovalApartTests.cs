using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>Owners who decide on another host than the one that was asked, before the two have met and after.</summary>
public sealed class ApprovalApartTests : MailTest
{
    private const string Otto = "otto@example.org";
    private const string Ann = "ann@example.net";

    private readonly MailHost _other = new("mx2.example.net");
    private readonly SentLetter _toOlga;
    private readonly SentLetter _toOtto;

    public ApprovalApartTests()
    {
        Mail.Host.SetOwners(Dev, Olga, Otto);
        Set(Setting.Subscription, "approve");
        _other.Host.Hear(Mail.Host);
        Agree(Ann, Request, "subscribe none\n");
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        (_toOlga, _toOtto) = (letters[0], letters[1]);
        Pass();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_host_carries_the_decision_out_whether_it_has_heard_of_the_application_or_not(bool hasHeard)
    {
        if (hasHeard)
        {
            _other.Host.Hear(Mail.Host);
        }

        Decide(_toOlga, "accept", _other);

        SentLetter welcome = _other.Letter();
        Assert.Equal((Ann, "Welcome to dev"), (welcome.To, welcome.Subject));
        Assert.Equal(DeliveryMode.None, _other.Host.Subscriber(Ann)!.Delivery);
        Meet();
        Assert.Equal(DeliveryMode.None, Find(Ann)!.Delivery);
        Assert.Equal(ApplicationDecision.Accepted, Application(Ann)!.Decision);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("reject")]
    public void Once_the_hosts_have_met_the_first_decision_stands_on_both(string decision)
    {
        Decide(_toOlga, decision, _other);
        _other.Letters();
        Meet();
        Pass();

        Decide(_toOtto, decision == "accept" ? "reject" : "accept", Mail);
        Assert.Equal((Otto, $"dev: it was decided already about {Ann}"), (Mail.Sent.Single().To, Mail.Letter().Subject));
        Decide(_toOtto, "accept", _other);
        Assert.Equal((Otto, $"dev: it was decided already about {Ann}"), (_other.Sent.Single().To, _other.Letter().Subject));

        Meet();
        Assert.Equal(decision == "accept", Find(Ann) is not null);
    }

    [Theory]
    [InlineData("accept", "reject", true)]
    [InlineData("accept", "reject", false)]
    [InlineData("reject", "accept", true)]
    [InlineData("reject", "accept", false)]
    [InlineData("accept", "accept", true)]
    [InlineData("reject", "reject", false)]
    public void Two_owners_who_decide_apart_leave_hosts_that_agree(string here, string there, bool hereFirst)
    {
        Decide(_toOlga, here, Mail);
        Pass();
        Decide(_toOtto, there, _other);

        // Each applicant's letter went out where the decision was: nobody can call one back.
        Assert.Equal(Ann, Mail.Letter().To);
        Assert.Equal(Ann, _other.Letter().To);
        Meet(hereFirst);
        Assert.Equal(here == "accept" || there == "accept", Find(Ann) is not null);
        Assert.NotEqual(ApplicationDecision.Waiting, Application(Ann)!.Decision);
    }

    [Fact]
    public void Who_was_let_in_elsewhere_and_has_left_is_not_let_in_by_a_host_that_knows_only_that()
    {
        Decide(_toOlga, "accept", Mail);
        Pass();
        Mail.Host.Unsubscribe(Ann);
        foreach (Core.Records.Record record in Mail.Host.Replica.All().Where(record => record.Kind == Core.Records.RecordKind.Subscriber).ToList())
        {
            _other.Host.Merge(record);
        }

        Decide(_toOtto, "accept", _other);

        Assert.Equal($"dev: it was decided already about {Ann}", _other.Letter().Subject);
        Meet();
        Assert.Null(Find(Ann));
    }

    [Fact]
    public void A_second_owner_on_a_host_that_never_heard_of_the_application_hears_of_the_first_decision()
    {
        Decide(_toOlga, "reject", _other);
        _other.Letters();
        Pass();

        Decide(_toOtto, "accept", _other);

        Assert.Equal($"dev: it was decided already about {Ann}", _other.Letter().Subject);
        Assert.Null(_other.Host.Subscriber(Ann));
    }

    public override void Dispose()
    {
        _other.Dispose();
        base.Dispose();
    }

    private void Pass()
    {
        Clock.Now += TimeSpan.FromHours(1);
        _other.Host.Clock.Now = Clock.Now;
    }

    private void Meet(bool hereFirst = true)
    {
        (Host first, Host second) = hereFirst ? (Mail.Host, _other.Host) : (_other.Host, Mail.Host);
        first.Hear(second);
        second.Hear(first);
        Assert.Equal(first.Canonical(), second.Canonical());
    }
}
