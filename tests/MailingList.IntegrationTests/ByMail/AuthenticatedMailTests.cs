using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>The border MTA writes into each mail what it found out about its author's domain, above its own Received field.</summary>
public abstract class AuthenticatedMailTests(MailHost host)
{
    private const string Forged = "Authentication-Results: mx1.example.net; dmarc=pass header.from=signed.example\n";

    [MtaFact]
    public void Who_is_known_to_be_the_author_is_asked_about_their_own_subscription_no_more()
    {
        (string list, MailUser signed) = NewList("signed");
        signed.Write("signed-request@lists.example.org", "set delivery none");
        Assert.Contains("> set delivery none\ndone", signed.Receive().TextBody, StringComparison.Ordinal);
        signed.Write("signed-unsubscribe@lists.example.org");
        Assert.Equal("You have left signed", signed.Receive().Subject);
        Assert.Empty(host.Subscribers(list));

        // It takes more to come than to go.
        signed.Write("signed-subscribe@lists.example.org");
        Assert.StartsWith("Please confirm your subscription", signed.Receive().Subject, StringComparison.Ordinal);
        Assert.Empty(host.Subscribers(list));
    }

    [MtaFact]
    public void Who_brings_results_of_their_own_along_that_the_border_contradicts_has_the_owner_of_the_address_asked()
    {
        (string list, MailUser victim) = NewList("forged");
        host.Mta.Send("forged-unsubscribe@lists.example.org", From(victim, Forged), MailHost.Forger);
        host.Mta.Send("forged-unsubscribe@lists.example.org", From(victim, $"Received: from a by mx1.example.net\n{Forged}"), MailHost.Forger);
        // One question, to the victim; the second would be one too many in a day.
        Assert.StartsWith("Please confirm that you leave", victim.Receive().Subject, StringComparison.Ordinal);
        Assert.Equal([victim.Address], host.Subscribers(list));
    }

    [MtaFact]
    public void Results_that_another_host_wrote_or_that_were_there_before_the_mail_came_here_are_nobody_s_proof()
    {
        (string list, MailUser victim) = NewList("carried");
        // From where the border writes nothing at all.
        host.Mta.Send("carried-unsubscribe@lists.example.org", From(victim, $"Received: from mail.evil.example by relay.example\n{Forged}"), "eve@elsewhere.example");
        host.Mta.Send(
            "carried-unsubscribe@lists.example.org",
            From(victim, "Authentication-Results: mx.elsewhere.example; dmarc=pass header.from=signed.example\n"),
            "eve@elsewhere.example");
        Assert.StartsWith("Please confirm that you leave", victim.Receive().Subject, StringComparison.Ordinal);
        Assert.Equal([victim.Address], host.Subscribers(list));
    }

    private (string List, MailUser Subscriber) NewList(string name)
    {
        host.Begin();
        string list = host.NewList(name, ["ann@elsewhere.example"]);
        MailUser subscriber = host.User($"{name}@{MailHost.Signed}");
        host.Sandbox.Ok("subscribe", list, subscriber.Address);
        return (list, subscriber);
    }

    private static byte[] From(MailUser author, string above) => Some.Bytes(above + Some.Text(Some.Post(from: author.Address)));
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class AuthenticatedMailWithPostfixTests(PostfixHost host) : AuthenticatedMailTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class AuthenticatedMailWithEximTests(EximHost host) : AuthenticatedMailTests(host);
