using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>Mails that belong together reach two hosts, before the two have met and after.</summary>
public sealed class ApartByMailTests : MailTest
{
    private readonly MailHost _other = new("mx2.example.net");

    public ApartByMailTests() => _other.Host.Hear(Mail.Host);

    [Fact]
    public void A_subscription_that_is_asked_for_here_is_confirmed_there()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();

        _other.Receive(Bob, ReplyTo(question), "Re: x", Quoted(question));

        Assert.Equal("Welcome to dev", _other.Letter().Subject);
        Meet();
        Assert.NotNull(Find());
    }

    [Fact]
    public void A_confirmation_that_reaches_both_hosts_subscribes_once()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();

        Reply(question);
        _other.Receive(Bob, ReplyTo(question), "Re: x", Quoted(question));

        Meet();
        Assert.Equal([Bob], Mail.Host.Subscribers().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_left_on_one_host_is_not_subscribed_by_the_code_that_comes_to_the_other_once_they_have_met()
    {
        Mail.Receive(Bob, Subscribe);
        SentLetter question = Mail.Letter();
        Reply(question);
        Pass();
        _other.Host.Hear(Mail.Host);
        _other.Receive(Bob, Unsubscribe, fields: Authenticated());
        Assert.Null(_other.Host.Subscriber(Bob));
        Meet();

        Reply(question);

        Assert.Null(Find());
        Meet();
        Assert.Null(Find());
    }

    [Fact]
    public void What_one_host_has_sent_counts_on_the_other_once_they_have_met()
    {
        Mail.Receive(Bob, Subscribe);
        Assert.Single(Mail.Letters());

        // Apart each counts its own.
        _other.Receive(Bob, Subscribe);
        Assert.Single(_other.Letters());
        Mail.Receive("ann@example.net", Subscribe);
        SentLetter toAnn = Mail.Letter();
        _other.Host.Hear(Mail.Host);
        _other.Receive("ann@example.net", Unsubscribe);
        _other.Receive("ann@example.net", Subscribe);
        Assert.Equal("Your address is not subscribed to dev", _other.Letter().Subject);

        // And that she has answered is known here too.
        _other.Receive("ann@example.net", ReplyTo(toAnn), "Re: x", Quoted(toAnn));
        _other.Letters();
        Mail.Host.Hear(_other.Host);
        Mail.Receive("ann@example.net", Unsubscribe);
        Assert.Equal("Please confirm that you leave dev", Mail.Letter().Subject);
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
