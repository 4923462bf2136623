using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A host that is not set up as it should be: posts wait until it is mended, and a person is told what to do.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public ConfigurationTests()
    {
        _list = _sandbox.CreateList("dev", ["ann@a.example"]);
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("domains = [\"lists.example.org\"", "mailinglist.toml")]
    [InlineData("this is not TOML", "mailinglist.toml")]
    [InlineData("domains = 5", "mailinglist.toml")]
    [InlineData("", "`domains` is missing")]
    [InlineData("domains = []", "`domains` is missing")]
    [InlineData("domains = [\"not a domain\"]", "'not a domain' is not a domain name")]
    [InlineData("domains = [\"lists.example.org\"]\nreinjekt = \"dir:/tmp\"", "there is no key `reinjekt`")]
    [InlineData("domains = [\"lists.example.org\"]\nreinject = \"sendmail:relative/sendmail\"", "reinject = \"sendmail:relative/sendmail\" is none of sendmail:/usr/sbin/sendmail")]
    [InlineData("domains = [\"lists.example.org\"]\nreinject = \"smtp:/127.0.0.1\"", "is none of")]
    [InlineData("domains = [\"lists.example.org\"]\ndata = \"relative\"", "`data`: 'relative' is not an absolute path")]
    [InlineData("domains = [\"lists.example.org\"]\nlog = \"relative\"", "`log`: 'relative' is not an absolute path")]
    [InlineData("domains = [\"lists.example.org\"]\ntime-box = 0", "`time-box`: 0 is not between 1 and 3600")]
    [InlineData("domains = [\"lists.example.org\"]\nlock-wait = 3601", "`lock-wait`: 3601 is not between 1 and 3600")]
    [InlineData("domains = [\"lists.example.org\"]\nhost = \"two words\"", "`host`: 'two words' is not a host name")]
    [InlineData("domains = [\"lists.example.org\"]\ntemplates = \"texts\"", "`templates`: 'texts' is not an absolute path")]
    [InlineData("domains = [\"lists.example.org\"]\nauthserv-id = 5", "`authserv-id` is a name or a list of names, as in authserv-id = \"mx.example.net\"")]
    [InlineData("domains = [\"lists.example.org\"]\nauthserv-id = \"\"", "`authserv-id` is a name or a list of names")]
    [InlineData("domains = [\"lists.example.org\"]\nauthserv-id = [\"mx.example.net\", 5]", "`authserv-id` is a name or a list of names")]
    [InlineData("domains = [\"lists.example.org\"]\n[limits]\nanswers = 0", "`answers` in [limits]: 0 is not between 1 and 1000000")]
    [InlineData("domains = [\"lists.example.org\"]\n[limits]\ndomain = 1000001", "`domain` in [limits]: 1000001 is not between 1 and 1000000")]
    [InlineData("domains = [\"lists.example.org\"]\n[limits]\ntotal = -1", "`total` in [limits]: -1 is not between 1 and 1000000")]
    [InlineData("domains = [\"lists.example.org\"]\n[limits]\nanswer = 1", "there is no key `answer` in [limits]")]
    public void A_broken_configuration_keeps_posts_waiting_and_is_explained(string text, string said)
    {
        Mended(() => File.WriteAllText(_sandbox.Configuration, text), 78, said);
    }

    [ExecutableTheory]
    [InlineData("authserv-id = \"mx.example.net\"")]
    [InlineData("authserv-id = [\"mx1.example.net\", \"mx2.example.net\"]")]
    [InlineData("authserv-id = []")]
    [InlineData("templates = \"/nonexistent/templates\"")]
    [InlineData("[limits]")]
    [InlineData("[limits]\nanswers = 1\ndomain = 1\ntotal = 1000000")]
    public void A_configuration_that_is_right_is_taken(string text)
    {
        File.AppendAllText(_sandbox.Configuration, text + "\n");
        Expect.Done(_sandbox.Deliver(_list, Some.Post()));
    }

    [ExecutableFact]
    public void A_missing_configuration_keeps_posts_waiting_and_is_explained()
    {
        Mended(() => File.Delete(_sandbox.Configuration), 78, "cannot be read", "make it with `mailinglist init`");
    }

    [RootFact]
    public void A_user_that_does_not_exist_keeps_posts_waiting_and_is_explained()
    {
        Mended(() => _sandbox.Set("user", "no-such-user-here"), 78, "there is no user 'no-such-user-here': make it");
    }

    [RootFact]
    public void The_user_may_not_be_root()
    {
        Mended(() => _sandbox.Set("user", "root"), 78, "`user` may not be root");
    }

    [ExecutableFact]
    public void A_missing_data_folder_keeps_posts_waiting_and_is_explained()
    {
        string away = _sandbox.Data + ".away";
        Directory.Move(_sandbox.Data, away);
        Mended(() => { }, 75, () => Directory.Move(away, _sandbox.Data), "there is no database", "mailinglist init");
    }

    [RootTheory]
    [InlineData("700", "there is no database")]
    [InlineData("755", "cannot be opened for writing", "must belong to the configured `user`")]
    public void A_data_folder_of_root_keeps_posts_waiting_and_is_explained(string mode, params string[] said)
    {
        Shell($"chown -R root:root '{_sandbox.Data}' && chmod {mode} '{_sandbox.Data}'");
        Mended(() => { }, 75, () => Shell($"chown -R {Sandbox.User} '{_sandbox.Data}'"), said);
    }

    [ExecutableTheory]
    [InlineData("This is no database. It is far longer than the header of one, so that nobody takes it for an empty file.", "is damaged or no database")]
    [InlineData("short", "is damaged or no database")]
    [InlineData("", "the database is empty")]
    public void A_database_that_is_none_keeps_posts_waiting_and_is_explained(string content, string said)
    {
        string database = Path.Combine(_sandbox.Data, "lists.db");
        string good = database + ".good";
        _sandbox.Query("PRAGMA wal_checkpoint(TRUNCATE)");
        File.Copy(database, good);
        foreach (string beside in (string[])["-wal", "-shm"])
        {
            File.Delete(database + beside);
        }

        File.WriteAllText(database, content);
        Mended(() => { }, 75, () => File.Copy(good, database, overwrite: true), said);
    }

    [ExecutableFact]
    public void A_database_of_a_later_version_is_left_alone()
    {
        _sandbox.Query("PRAGMA user_version = 99");
        Mended(() => { }, 75, () => _sandbox.Query("PRAGMA user_version = 2"), "schema 99", "install the newer mailinglist");
    }

    [ExecutableFact]
    public void A_log_that_cannot_be_written_stops_no_mail()
    {
        _sandbox.Set("log", Path.Combine(_sandbox.Folder, "nowhere", "log"));
        Expect.Done(_sandbox.Deliver(_list, Some.Post()));
        Assert.Single(_sandbox.Copies());
    }

    private void Mended(Action breaks, int exitCode, params string[] said)
    {
        string good = File.ReadAllText(_sandbox.Configuration);
        Mended(breaks, exitCode, () => File.WriteAllText(_sandbox.Configuration, good), said);
    }

    // Posts wait, a person is told; nothing has gone out, and it goes out once when all is well again.
    private void Mended(Action breaks, int exitCode, Action mends, params string[] said)
    {
        byte[] post = Some.Post();
        breaks();
        Expect.TryAgain(_sandbox.Deliver(_list, post), said);
        Expect.Told(_sandbox.Run("show", _list), exitCode, said);
        Expect.Told(_sandbox.Run("subscribe", _list, "bob@b.example"), exitCode, said);
        Expect.Told(_sandbox.Run("lists", "--json"), exitCode, said);
        Assert.Empty(_sandbox.Copies());

        mends();
        Expect.Done(_sandbox.Deliver(_list, post));
        Assert.Equal(["ann@a.example"], Assert.Single(_sandbox.Copies()).Recipients);
    }

    private static void Shell(string command)
    {
        Result result = Command.Run("/bin/sh", ["-c", command]);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
