using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A disk without room, a real one: whatever is being written, nothing is lost and nothing goes twice.</summary>
public sealed class DiskFullTests : IDisposable
{
    private static readonly string[] Two = ["ann@a.example", "bob@b.example"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-full-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootFact]
    public void Without_room_for_the_data_folder_the_MTA_keeps_the_post()
    {
        using var disk = new Tmpfs(Path.Combine(_folder, "data"), "4m");
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        string list = sandbox.CreateList("dev", Two);
        byte[] post = Some.Post(new string('x', 50_000) + "\n");
        disk.Fill();

        Expect.TryAgain(sandbox.Deliver(list, post), "No space left on device");
        Assert.Empty(sandbox.Copies());

        disk.MakeRoom();
        Expect.Done(sandbox.Deliver(list, post));
        Assert.Equal(Two, Assert.Single(sandbox.Copies()).Recipients);
        Expect.Done(sandbox.Deliver(list, post));
        Assert.Single(sandbox.Copies());
    }

    [RootFact]
    public void However_little_room_is_left_the_post_goes_out()
    {
        using var disk = new Tmpfs(Path.Combine(_folder, "data"), "4m");
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        var sendmail = new FakeSendmail(sandbox);
        string list = sandbox.CreateList("dev", Two);
        int failed = 0;
        int calls = 0;
        // Page by page it fails at the next thing that is written: the spool, the journal's first entry, the message for sendmail.
        for (int pages = 0; pages < 16; pages++)
        {
            byte[] post = Some.Post();
            disk.Fill(leave: pages);
            Result tight = sandbox.Deliver(list, post);
            int taken = sendmail.Calls.Count - calls;
            disk.MakeRoom();
            if (tight.ExitCode == 0)
            {
                Expect.Done(tight);
                Assert.Equal(1, taken);
            }
            else
            {
                failed++;
                Expect.TryAgain(tight);
                Assert.InRange(taken, 0, 1);
            }

            Expect.Done(sandbox.Deliver(list, post));
            // The one batch may go twice where the MTA took it and there was no room to note that.
            Assert.Equal(tight.ExitCode == 0 ? 1 : 1 + taken, sendmail.Calls.Count - calls);
            calls = sendmail.Calls.Count;
        }

        Assert.InRange(failed, 2, 15);
    }

    [RootFact]
    public void Without_room_for_the_index_that_is_made_anew_after_a_restart_it_is_said_that_there_is_no_room()
    {
        using var disk = new Tmpfs(Path.Combine(_folder, "data"), "4m");
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        string list = sandbox.CreateList("dev", Two);
        byte[] post = Some.Post();
        File.Delete(Path.Combine(sandbox.Data, "lists.db-shm"));
        disk.Fill();
        Expect.TryAgain(sandbox.Deliver(list, post), "no room for the database", "make room");
        Expect.Told(sandbox.Run("lists"), 75, "no room for the database", "make room");

        disk.MakeRoom();
        Expect.Done(sandbox.Deliver(list, post));
        Assert.Equal(Two, Assert.Single(sandbox.Copies()).Recipients);
    }

    [RootFact]
    public void Without_room_a_verb_says_so_and_changes_nothing()
    {
        using var disk = new Tmpfs(Path.Combine(_folder, "data"), "4m");
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        string list = sandbox.CreateList("dev", Two);
        disk.Fill();

        string many = string.Concat(Some.Addresses(5000).Select(address => address + "\n"));
        Result import = sandbox.RunWith(many, "import", list, "-");
        Expect.Told(import, 75, "no room for the database", "make room");

        disk.MakeRoom();
        Assert.Equal(2, sandbox.Query("SELECT count(*) FROM subscriber"));
        Assert.Equal(0, sandbox.RunWith(many, "import", list, "-").ExitCode);
        Assert.Equal(5002, sandbox.Query("SELECT count(*) FROM subscriber"));
    }

    [RootFact]
    public void Without_room_in_the_reinjection_folder_the_MTA_keeps_the_post()
    {
        using var disk = new Tmpfs(Path.Combine(_folder, "out"), "1m");
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        string list = sandbox.CreateList("dev", Two);
        byte[] post = Some.Post(new string('x', 20_000) + "\n");
        disk.Fill();

        Expect.TryAgain(sandbox.Deliver(list, post), "No space left on device");
        Assert.Empty(sandbox.Copies());

        disk.MakeRoom();
        Expect.Done(sandbox.Deliver(list, post));
        Copy copy = Assert.Single(sandbox.Copies());
        Assert.Equal(Two, copy.Recipients);
        Assert.EndsWith(Some.Text(post), copy.Text, StringComparison.Ordinal);
    }

    [ExecutableTheory]
    [InlineData("export")]
    [InlineData("subscribers")]
    [InlineData("subscribers --json")]
    [InlineData("lists")]
    [InlineData("lists --json")]
    [InlineData("show")]
    [InlineData("show --json")]
    public void An_output_that_takes_nothing_is_no_success(string verb)
    {
        using var sandbox = new Sandbox(folder: _folder, keep: true);
        string list = sandbox.CreateList("dev", Some.Addresses(200));
        string[] words = verb.Split(' ');
        string[] arguments = words[0] == "lists" ? words : [words[0], list, .. words[1..]];
        Result result = Command.Run("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/full", Repository.Executable, .. arguments], [], sandbox.Environment());
        Expect.Told(result, 75, "No space left on device");
    }
}
