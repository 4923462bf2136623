using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Lists among the mailboxes of a domain, in a real Postfix: each address goes where it belongs.</summary>
[Collection(PostfixHost.Name)]
public sealed class SharedDomainTests : IDisposable
{
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly string _mailboxes;
    private readonly string _list;
    private readonly Postfix _postfix;

    public SharedDomainTests()
    {
        _mailboxes = Path.Combine(_sandbox.Folder, "mailboxes");
        Directory.CreateDirectory(_mailboxes);
        Sandbox.OpenToAll(_mailboxes);
        _list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _postfix = new Postfix(_sandbox, $"mydestination = {Sandbox.Domain}\nmail_spool_directory = {_mailboxes}/\n", ["--shared"], map: true);
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _sandbox.Dispose();
    }

    [PostfixFact]
    public void Each_address_goes_where_it_belongs()
    {
        _postfix.Send(_list, Some.Post("To the list.\n"));
        _postfix.Send("Dev-Owner@Lists.Example.ORG", Some.Post("To the owners.\n"));
        _postfix.Send("dev+owner@lists.example.org", Some.Post("To the owners too.\n"));
        _postfix.Send($"{Sandbox.User}@lists.example.org", Some.Post("To a mailbox.\n"));
        foreach (string nobody in (string[])["nobody-there", "dev-nonsense", "owner-dev", "xdev", "devx"])
        {
            Assert.StartsWith("550 5.1.1 ", Smtp.Send(_postfix.Port, "author@example.net", $"{nobody}@lists.example.org", Some.Post()), StringComparison.Ordinal);
        }

        IReadOnlyList<Copy> copies = _postfix.WaitForCopies(3);
        Copy Only(string body) => Assert.Single(copies, copy => copy.Text.EndsWith($"\n\n{body}\n", StringComparison.Ordinal));
        Assert.Equal(["ann@a.example"], Only("To the list.").Recipients);
        Assert.Equal(["owner@example.net"], Only("To the owners.").Recipients);
        Assert.Equal(["owner@example.net"], Only("To the owners too.").Recipients);
        Assert.All(copies, copy => Assert.Equal("dev-bounces@lists.example.org", copy.ReturnPath));
        string mail = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(_mailboxes, "*", SearchOption.AllDirectories)));
        Assert.EndsWith("\n\nTo a mailbox.\n", mail, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_list_that_is_new_is_there_when_the_map_is_made_again()
    {
        string list = _sandbox.CreateList("new", ["bob@b.example"]);
        Assert.StartsWith("550 5.1.1 ", Smtp.Send(_postfix.Port, "author@example.net", list, Some.Post()), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_postfix.Folder, "etc", "mailinglist.regexp"), _sandbox.Ok("setup", "postfix", "--map").Output);
        Assert.Equal(0, _postfix.Run("/usr/sbin/postfix", "reload").ExitCode);
        byte[] post = Some.Post();
        // Servers that run already answer from the old table until they have heard of the new one.
        Wait.Until(() => Smtp.Send(_postfix.Port, "author@example.net", list, post).StartsWith("250 ", StringComparison.Ordinal), "the list is known", () => _postfix.Log);
        Assert.Equal(["bob@b.example"], Assert.Single(_postfix.WaitForCopies(1)).Recipients);
    }
}
