using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>The site's own texts: what is written with them, and what becomes of a mail while one of them is broken.</summary>
public sealed class OwnTextsTests : IDisposable
{
    private const string Bob = "bob@b.example";
    private const string Good = "Subject: Hallo bei {list-name}\n\nSchön, dass {address} da ist. Weg geht es hier: {unsubscribe-address}\n(für {list})\n";

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public OwnTextsTests()
    {
        _list = _sandbox.CreateList("dev", [], "subscription=open", "language=de");
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Letters_are_written_with_them_by_mail_and_at_the_shell()
    {
        Write("de/welcome.txt", Good);
        Write($"{_list}/goodbye.txt", "Subject: Weg von {list}\n\n{address} ist weg von {list}.\n");
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", Some.Post(from: Bob)));
        MimeMessage welcome = Last();
        Assert.Equal("Hallo bei dev", welcome.Subject);
        Assert.Equal($"Schön, dass {Bob} da ist. Weg geht es hier: dev-unsubscribe@lists.example.org\n(für {_list})\n", welcome.TextBody);
        _sandbox.Ok("subscribe", _list, "ann@a.example", "--welcome");
        Assert.Equal("Hallo bei dev", Last().Subject);
        _sandbox.Ok("unsubscribe", _list, Bob, "--goodbye");
        Assert.Equal("Weg von dev@lists.example.org", Last().Subject);

        // A list in another language has what is built in.
        string other = _sandbox.CreateList("autre", [], "language=fr");
        _sandbox.Ok("subscribe", other, Bob, "--welcome");
        Assert.Equal("Bienvenue sur autre", Last().Subject);
    }

    [ExecutableTheory]
    [InlineData("Subject: Hallo\n\nWillkommen, {adress}!\n", ":3: {adress} is no placeholder of welcome")]
    [InlineData("Subject: Hallo\n\nWillkommen bei {list}!\n", "{address}")]
    [InlineData("Hallo\n", ":1: ")]
    [InlineData("", "")]
    public void While_one_is_broken_the_mail_waits_and_nothing_is_done_and_when_it_is_mended_all_is_done_once(string broken, string said)
    {
        string file = Write("de/welcome.txt", broken);
        byte[] mail = Some.Post(from: Bob);
        Expect.TryAgain(_sandbox.Deliver("dev-subscribe@lists.example.org", mail), file, said);
        Assert.Empty(_sandbox.Copies());
        Assert.Single(_sandbox.Ok("export", _list).Lines);
        Assert.Equal(67, _sandbox.Run("why", _list, Bob).ExitCode);
        Expect.Told(_sandbox.Run("subscribe", _list, Bob, "--welcome"), 78, file, said);
        Assert.Single(_sandbox.Ok("export", _list).Lines);

        // What needs no such letter goes on.
        Expect.Done(_sandbox.Deliver("dev-help@lists.example.org", Some.Post(from: "ann@a.example")));
        _sandbox.Ok("subscribe", _list, "ann@a.example");
        Expect.Done(_sandbox.Deliver(_list, Some.Post()));
        Assert.Equal(2, _sandbox.Copies().Count);

        Write("de/welcome.txt", Good);
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", mail));
        Assert.Equal("Hallo bei dev", Last().Subject);
        Expect.Done(_sandbox.Deliver("dev-subscribe@lists.example.org", mail));
        Assert.Equal(3, _sandbox.Copies().Count);
        Assert.Equal(2, _sandbox.Ok("why", _list, Bob).Lines.Length);
    }

    private string Write(string path, string text)
    {
        string whole = Path.Combine(_sandbox.Folder, "templates", path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
        return whole;
    }

    private MimeMessage Last() => MailUser.Parse(_sandbox.Copies()[^1]);
}
