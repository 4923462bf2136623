using System.Diagnostics;
using System.Globalization;

using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>kill -9 in the middle of a mail that asks for something, and the MTA trying again.</summary>
public abstract class KilledRequestTests : IDisposable
{
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly SqliteConnection _database;
    private readonly FakeSendmail _sendmail;
    private readonly Mta _mta;
    private readonly string _list;

    /// <param name="host">Whose MTA it is.</param>
    protected KilledRequestTests(MailHost host)
    {
        _list = _sandbox.CreateList("dev", [], "subscription=open");
        // Open all the time: SQLite's files beside the database come and go with their last user, and would come as root's.
        _database = _sandbox.OpenDatabase();
        // The real one; but for some people it hangs once, before it has looked at the letter or after the MTA has it.
        _sendmail = new FakeSendmail(_sandbox, """
            last() { for last; do :; done; echo "$last"; }
            hang() { echo $PPID > parent.new; mv parent.new parent; until [ -e ../release ] || [ ! -e parent ]; do sleep 0.02; done; exit 75; }
            to=$(last "$@")
            case $to in before@*) mkdir "../$to" 2>/dev/null && hang;; esac
            /usr/sbin/sendmail "$@" || exit
            case $to in after@*) mkdir "../$to" 2>/dev/null && hang;; esac
            exit 0
            """);
        _mta = host.Start(_sandbox);
    }

    private string Calls => Path.Combine(_sandbox.Folder, "calls");

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.CreateDirectory(Calls);
        File.WriteAllText(Path.Combine(Calls, "release"), string.Empty);
        _mta.Dispose();
        _database.Dispose();
        _sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    [MtaFact]
    public void What_was_changed_stays_changed_once_and_its_letter_goes_out_although_the_process_that_wrote_it_is_gone()
    {
        string[] users = ["early@example.net", "before@example.net", "after@example.net"];
        // Before anything is changed: it waits for the database when it is killed.
        using (SqliteTransaction transaction = _database.BeginTransaction(deferred: false))
        {
            new MailUser(_mta, users[0]).Write("dev-subscribe@lists.example.org");
            Wait.Until(() => File.Exists(Path.Combine(_sandbox.Data, "journal.lock")), "it has come to the journal", () => _mta.Log);
            Kill(Process.GetProcessesByName("mailinglist").Single(process => Arguments(process).Contains(_sandbox.Configuration, StringComparison.Ordinal)));
        }

        Assert.Empty(Subscribed());
        // Between the change and its letter; and between the letter and the note that it is out.
        new MailUser(_mta, users[1]).Write("dev-subscribe@lists.example.org");
        new MailUser(_mta, users[2]).Write("dev-subscribe@lists.example.org");
        string[] hanging = [];
        Wait.Until(() => (hanging = Directory.GetFiles(Calls, "parent", SearchOption.AllDirectories)).Length == 2, "both hang", () => _mta.Log);
        Assert.Equal([users[2], users[1]], Subscribed());
        Assert.All(hanging, parent => Kill(Process.GetProcessById(int.Parse(File.ReadAllText(parent), CultureInfo.InvariantCulture))));

        Wait.Until(ItHasTriedAgain, "the MTA has tried again", () => _mta.Log);
        _mta.WaitUntilEmpty();
        Dictionary<string, Copy[]> copies = _mta.Sink.Copies().GroupBy(copy => copy.Recipients.Single()).ToDictionary(group => group.Key, group => group.ToArray());
        Assert.Single(copies[users[0]]);
        Assert.Single(copies[users[1]]);
        // The MTA had it already: it comes twice, and is the same letter to whoever looks at its Message-ID.
        Assert.Equal(2, copies[users[2]].Length);
        Assert.Single(copies[users[2]].Select(copy => MailUser.Parse(copy).MessageId).Distinct());
        Assert.All(copies.Values, letters => Assert.Equal("Welcome to dev", MailUser.Parse(letters[0]).Subject));
        Assert.All(users, user => Assert.Equal("subscribed", Assert.Single(Why.Of(_sandbox, _list, user)).Event));
        Assert.Equal(0, _sandbox.Query("SELECT count(*) FROM outgoing"));
    }

    private bool ItHasTriedAgain()
    {
        _mta.Thaw();
        return _mta.Sink.Copies().Count == 4;
    }

    private string[] Subscribed() => [.. _sandbox.Ok("export", _list).Lines.Skip(1).Select(line => line.Split(',')[0])];

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Arguments(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return string.Empty; // it has ended meanwhile
        }
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class KilledRequestWithPostfixTests(PostfixHost host) : KilledRequestTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class KilledRequestWithEximTests(EximHost host) : KilledRequestTests(host);
