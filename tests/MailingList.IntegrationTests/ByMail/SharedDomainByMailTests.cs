using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Lists among the mailboxes of a domain: the addresses of roles come to their list, tokens and all.</summary>
public abstract class SharedDomainByMailTests : IDisposable
{
    private const string Ann = "ann@owners.example";

    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly string _list;
    private readonly Mta _mta;

    /// <param name="host">Whose MTA it is.</param>
    protected SharedDomainByMailTests(MailHost host)
    {
        _list = _sandbox.CreateList("dev", [], "subscription=approve");
        _sandbox.Ok("set", _list, $"owners={Ann}");
        _mta = host.Start(_sandbox, new MtaNeeds { Mailboxes = _sandbox.Out });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mta.Dispose();
        _sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    [MtaFact]
    public void Every_role_and_every_token_comes_to_the_list()
    {
        // A token spells some signs with escapes.
        var bob = new MailUser(_mta, "o'neil+tag@b.example");
        bob.Write("DEV-Join@lists.example.org");
        MimeMessage question = Letters(1).Single().Letter;
        Assert.Contains("~", question.ReplyTo.Mailboxes.Single().Address, StringComparison.Ordinal);
        bob.Reply(question);

        MimeMessage toAnn = Letters(2).Single(letter => letter.Recipient == Ann).Letter;
        string accept = toAnn.TextBody!.Split('\n').Single(line => line.TrimStart().StartsWith("dev-accept+", StringComparison.Ordinal)).Trim();
        new MailUser(_mta, Ann).Write(accept);
        Assert.Equal("Welcome to dev", Letters(1).Single().Letter.Subject);

        bob.Write("dev+request@lists.example.org", "settings");
        bob.Write("dev-help@lists.example.org");
        bob.Write("dev-owner@lists.example.org", "a question");
        Assert.Equal(["How to use the mailing list dev", "Your settings on dev", "a question"], Letters(3).Select(letter => letter.Letter.Subject).Order(StringComparer.Ordinal));

        bob.Write("dev+leave@lists.example.org");
        bob.Reply(Letters(1).Single().Letter);
        Assert.Equal("You have left dev", Letters(1).Single().Letter.Subject);
        Assert.Equal(["asked", "applied", "subscribed", "unsubscribed"], Support.Why.Of(_sandbox, _list, bob.Address).Select(line => line.Event));
    }

    private List<(string Recipient, MimeMessage Letter)> Letters(int count)
    {
        IReadOnlyList<Copy> copies = _mta.WaitForCopies(count);
        _mta.Sink.Clear();
        return [.. copies.Select(copy => (copy.Recipients.Single(), MailUser.Parse(copy)))];
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class SharedDomainByMailWithPostfixTests(PostfixHost host) : SharedDomainByMailTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class SharedDomainByMailWithEximTests(EximHost host) : SharedDomainByMailTests(host);
