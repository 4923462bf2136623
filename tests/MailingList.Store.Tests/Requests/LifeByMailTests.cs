using MailingList.Core;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

public sealed class LifeByMailTests : IDisposable
{
    private const string Bob = "Bob.Builder@example.net";

    private readonly MailHost _host = new();

    public LifeByMailTests() => _host.Host.Create();

    [Fact]
    public void A_whole_life_by_mail_alone()
    {
        // Subscribe and confirm.
        _host.Receive(Bob, "dev-subscribe@lists.example.org");
        SentLetter question = _host.Letter();
        Assert.Contains("confirm ", question.Body, StringComparison.Ordinal);
        Assert.Null(_host.Host.Subscriber(Bob));

        Reply(question);
        Assert.Equal("Welcome to dev", _host.Letter().Subject);
        Assert.NotNull(_host.Host.Subscriber(Bob));

        // Post and receive.
        _host.Receive(Bob, Some.List, "hello", "Hello.\n");
        Assert.Equal([Bob], Assert.Single(_host.Sent).Recipients);
        _host.Sent.Clear();

        // Vacation, and nothing is received.
        _host.Receive(Bob, "dev-request@lists.example.org", "set vacation until 2027-01-31");
        Reply(_host.Letter());
        Assert.Equal(new DateOnly(2027, 1, 31), _host.Host.Subscriber(Bob)!.Vacation);
        _host.Sent.Clear();
        _host.Receive(Bob, Some.List, "hello again", "Hello.\n");
        Assert.Empty(_host.Sent);

        _host.Receive(Bob, "dev-request@lists.example.org", string.Empty, "set vacation off\n");
        Reply(_host.Letter());
        Assert.Null(_host.Host.Subscriber(Bob)!.Vacation);
        _host.Sent.Clear();

        // Another address.
        _host.Receive(Bob, "dev-request@lists.example.org", "change-address bob@new.example");
        Reply(_host.Letter());
        Assert.Equal(2, _host.Sent.Count);
        Assert.Equal(["bob@new.example"], _host.Sent[0].Recipients);
        SentLetter toNew = _host.Sent[0];
        _host.Sent.Clear();
        Reply(toNew, "bob@new.example");
        Assert.Null(_host.Host.Subscriber(Bob));
        Assert.NotNull(_host.Host.Subscriber("bob@new.example"));
        _host.Sent.Clear();

        // Unsubscribe.
        _host.Receive("bob@new.example", "dev-unsubscribe@lists.example.org");
        Reply(_host.Letter(), "bob@new.example");
        Assert.Null(_host.Host.Subscriber("bob@new.example"));
        Assert.Equal("You have left dev", _host.Letter().Subject);
    }

    public void Dispose() => _host.Dispose();

    private Outcome Reply(SentLetter letter, string from = Bob)
    {
        string quoted = string.Join('\n', letter.Body.Split('\n').Select(line => $"> {line}"));
        return _host.Receive(from, letter.Message.ReplyTo.Mailboxes.Single().Address, $"Re: {letter.Subject}", quoted);
    }
}
