using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Reinjection by SMTP: into a bare sink, where every byte can be seen, and into a port of a real Postfix.</summary>
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

    [PostfixFact]
    public void A_port_of_Postfix_takes_batches_and_sends_them_on()
    {
        int reinject = Ports.Free();
        string services = File.ReadAllText(Path.Combine(Repository.Root, "postfix-examples", "reinject-smtp.master.cf"))
            .Replace("127.0.0.1:10025", $"127.0.0.1:{reinject}", StringComparison.Ordinal);
        using var postfix = new Postfix(_sandbox, masterLast: services);
        _sandbox.Set("reinject", $"smtp://127.0.0.1:{reinject}");
        string[] subscribers = [.. Some.Addresses(250)];
        string list = _sandbox.CreateList("dev", subscribers, "batch-size=100");

        postfix.Send(list, Some.Post());
        Wait.Until(() => postfix.Sink.Counts().Count == subscribers.Length, "everybody has it", () => postfix.Log);
        postfix.WaitUntilEmpty();
        Assert.All(postfix.Sink.Counts().Values, count => Assert.Equal(1, count));
    }

    [PostfixFact]
    public void Who_is_refused_for_good_is_named_and_the_others_get_the_post()
    {
        using Postfix postfix = Refusing("gone@a.example=REJECT");
        string list = _sandbox.CreateList("dev", ["ann@a.example", "gone@a.example", "zoe@a.example"]);

        Assert.Equal(new Result(0, string.Empty, string.Empty), _sandbox.Deliver(list, Some.Post()));

        postfix.WaitUntilEmpty();
        Assert.Equal(["ann@a.example", "zoe@a.example"], postfix.Sink.Copies().SelectMany(copy => copy.Recipients));
        Assert.Contains("recipient refused by the MTA for good: gone@a.example: 554 5.7.1", File.ReadAllText(_sandbox.Log), StringComparison.Ordinal);
    }

    [PostfixFact]
    public void While_one_is_refused_for_now_the_batch_waits_and_nobody_gets_it_twice()
    {
        using Postfix postfix = Refusing("later@a.example=DEFER");
        string list = _sandbox.CreateList("dev", ["ann@a.example", "later@a.example", "zoe@a.example"]);
        byte[] post = Some.Post();

        Result result = _sandbox.Deliver(list, post);
        Assert.Equal(75, result.ExitCode);
        Assert.StartsWith("4.3.0 smtp://127.0.0.1:", Assert.Single(result.Lines), StringComparison.Ordinal);

        _sandbox.Ok("unsubscribe", list, "later@a.example");
        Assert.Equal(0, _sandbox.Deliver(list, post).ExitCode);
        postfix.WaitUntilEmpty();
        Assert.Equal(["ann@a.example", "zoe@a.example"], postfix.Sink.Copies().SelectMany(copy => copy.Recipients));
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

    /// <summary>A Postfix whose port for reinjection judges recipients by a table.</summary>
    private Postfix Refusing(string table)
    {
        int port = Ports.Free();
        string service = $"127.0.0.1:{port} inet n - n - - smtpd\n"
            + $"  -o {{ smtpd_recipient_restrictions = check_recipient_access inline:{{ {table} }}, permit_mynetworks, reject }}\n";
        var postfix = new Postfix(_sandbox, masterLast: service);
        _sandbox.Set("reinject", $"smtp://127.0.0.1:{port}");
        return postfix;
    }
}
