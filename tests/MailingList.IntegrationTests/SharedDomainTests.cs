using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Lists among the mailboxes of a domain, in a real MTA: each address goes where it belongs.</summary>
public abstract class SharedDomainTests : IDisposable
{
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly string _mailboxes;
    private readonly string _list;
    private readonly MailHost _host;
    private readonly Mta _mta;

    /// <param name="host">Whose MTA it is.</param>
    protected SharedDomainTests(MailHost host)
    {
        _host = host;
        _mailboxes = Path.Combine(_sandbox.Folder, "mailboxes");
        Directory.CreateDirectory(_mailboxes);
        Sandbox.OpenToAll(_mailboxes);
        _list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _mta = host.Start(_sandbox, new MtaNeeds { Mailboxes = _mailboxes });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mta.Dispose();
        _sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    [MtaFact]
    public void Each_address_goes_where_it_belongs()
    {
        _mta.Send(_list, Some.Post("To the list.\n"));
        _mta.Send("Dev-Owner@Lists.Example.ORG", Some.Post("To the owners.\n"));
        _mta.Send("dev+owner@lists.example.org", Some.Post("To the owners too.\n"));
        _mta.Send($"{Sandbox.User}@lists.example.org", Some.Post("To a mailbox.\n"));
        foreach (string nobody in (string[])["nobody-there", "dev-nonsense", "owner-dev", "xdev", "devx"])
        {
            Assert.StartsWith(_host.NoSuchMailbox, Smtp.Send(_mta.Port, "author@example.net", $"{nobody}@lists.example.org", Some.Post()), StringComparison.Ordinal);
        }

        IReadOnlyList<Copy> copies = _mta.WaitForCopies(3);
        Copy Only(string body) => Assert.Single(copies, copy => copy.Text.EndsWith($"\n\n{body}\n", StringComparison.Ordinal));
        Assert.Equal(["ann@a.example"], Only("To the list.").Recipients);
        Assert.Equal(["owner@example.net"], Only("To the owners.").Recipients);
        Assert.Equal(["owner@example.net"], Only("To the owners too.").Recipients);
        Assert.All(copies, copy => Assert.Equal("dev-bounces@lists.example.org", copy.ReturnPathList));
        string mail = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(_mailboxes, "*", SearchOption.AllDirectories)));
        Assert.EndsWith("\n\nTo a mailbox.\n", mail, StringComparison.Ordinal);
    }

    [MtaFact]
    public void A_list_that_is_new_is_there_when_the_map_is_made_again()
    {
        string list = _sandbox.CreateList("new", ["bob@b.example"]);
        Assert.StartsWith(_host.NoSuchMailbox, Smtp.Send(_mta.Port, "author@example.net", list, Some.Post()), StringComparison.Ordinal);
        _mta.MakeMap(_sandbox);
        byte[] post = Some.Post();
        // Servers that run already answer from the old table until they have heard of the new one.
        Wait.Until(() => Smtp.Send(_mta.Port, "author@example.net", list, post).StartsWith("250 ", StringComparison.Ordinal), "the list is known", () => _mta.Log);
        Assert.Equal(["bob@b.example"], Assert.Single(_mta.WaitForCopies(1)).Recipients);
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class SharedDomainWithPostfixTests(PostfixHost host) : SharedDomainTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class SharedDomainWithEximTests(EximHost host) : SharedDomainTests(host);
