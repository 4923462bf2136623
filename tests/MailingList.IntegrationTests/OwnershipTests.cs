using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Root runs the verbs, and yet nothing in the data folder is ever root's.</summary>
public sealed class OwnershipTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [RootFact]
    public void Whatever_root_does_everything_belongs_to_the_configured_user()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Ok("init");
        _sandbox.Ok("set", list, "posting=open");
        _sandbox.Ok("subscribe", list, "bob@b.example");
        _sandbox.Ok("unsubscribe", list, "bob@b.example");
        _sandbox.Ok("show", list);
        _sandbox.Ok("lists");
        _sandbox.Ok("subscribers", list);
        _sandbox.Ok("export", list);
        _sandbox.Ok("setup", "postfix", "--map");
        _ = _sandbox.RunWith("carl@c.example\n", "import", list, "-", "--sync", "--yes");
        Expect.Done(_sandbox.Deliver(list, Some.Post()));
        _sandbox.Ok("delete", list, "--yes");

        // User and mode of the folder and of each file in it: others can neither write nor read who is subscribed.
        string[] found = Command.Run("/usr/bin/find", [_sandbox.Data, "-printf", "%P %u %m\n"]).Lines;
        Assert.Equal(
            [" nobody 750", "journal.lock nobody 640", "lists.db nobody 640", "lists.db-shm nobody 640", "lists.db-wal nobody 640", "mailinglist.log nobody 640"],
            found.Order(StringComparer.Ordinal));
        Assert.Equal("nobody", Command.Run("/usr/bin/stat", ["-c", "%U", Directory.EnumerateFiles(_sandbox.Out).First()]).Output.Trim());
    }

    [RootFact]
    public void A_message_on_its_way_is_no_file_that_others_can_find()
    {
        var sendmail = new FakeSendmail(_sandbox, $"ls -A '{_sandbox.Data}' > seen; id -un > user; umask > mask; {FakeSendmail.Takes}");
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        Expect.Done(_sandbox.Deliver(list, Some.Post()));
        Assert.Equal("nobody", sendmail.Note(1, "user"));
        Assert.Equal("0027", sendmail.Note(1, "mask"));
        Assert.Equal(["journal.lock", "lists.db", "lists.db-shm", "lists.db-wal", "mailinglist.log"], sendmail.Note(1, "seen").Split('\n').Order(StringComparer.Ordinal));
    }
}
