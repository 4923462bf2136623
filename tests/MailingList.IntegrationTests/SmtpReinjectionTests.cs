using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Reinjection by SMTP: into a bare sink, where every byte can be seen, and where nobody is.</summary>
public sealed class SmtpReinjectionTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [PostfixFact]
    public void What_arrives_is_what_was_cooked_with_the_line_ends_of_SMTP()
    {
        using var sink = new SmtpSink(Path.Combine(_sandbox.Folder, "sink"));
        string list = _sandbox.CreateList("dev", ["ann@a.example", "\"q r\"@a.example", "a%b!c@a.example", "-x@a.example", "x@bücher.example"]);
        byte[] post = Some.Post("8-bit \xe9, NUL \0, a line of 3000 " + new string('x', 3000) + "\n.\n..\nend\n", headers: "Bcc: hidden@b.example\nX-Odd : \xe9\n folded\nContent-Length: 1\n");
        Assert.Equal(0, _sandbox.Deliver(list, post).ExitCode);
        Copy asFile = Assert.Single(_sandbox.Copies());

        _sandbox.Set("reinject", $"smtp://127.0.0.1:{sink.Port}");
        byte[] again = Some.Bytes(Some.Text(post).Replace("Message-ID: <", "Message-ID: <again.", StringComparison.Ordinal));
        Result result = _sandbox.Deliver(list, again);
        Assert.True(result.ExitCode == 0, result.Output);

        Copy bySmtp = Assert.Single(sink.Copies());
        Assert.Equal(asFile.Text.Replace("Message-ID: <", "Message-ID: <again.", StringComparison.Ordinal), bySmtp.Text);
        Assert.Equal(asFile.ReturnPathList, bySmtp.ReturnPathList);
        Assert.Equal(asFile.Recipients, bySmtp.Recipients);
    }

    [ExecutableFact]
    public void A_server_that_is_not_there_leaves_the_post_with_the_MTA()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Set("reinject", $"smtp://127.0.0.1:{Ports.Free()}");
        Result result = _sandbox.Deliver(list, Some.Post());
        Assert.Equal(75, result.ExitCode);
        Assert.StartsWith("4.3.0 smtp://127.0.0.1:", Assert.Single(result.Lines), StringComparison.Ordinal);
    }
}
