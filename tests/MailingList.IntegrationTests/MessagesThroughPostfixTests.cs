using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The same odd messages all the way: in by SMTP, through the pipe, back by sendmail and out by SMTP.</summary>
public sealed class MessagesThroughPostfixTests : IDisposable
{
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly int _reinject = Ports.Free();
    private readonly Postfix _postfix;

    public MessagesThroughPostfixTests()
    {
        // local_header_rewrite_clients: what comes from this host is otherwise a local program's, and Postfix fills in its From, Date and
        // Message-ID. The wiring's smtputf8_autodetect_classes matters here: the sink has no SMTPUTF8, and header fields have 8-bit text.
        string reinject = File.ReadAllText(Path.Combine(Repository.Root, "postfix-examples", "reinject-smtp.master.cf"))
            .Replace("127.0.0.1:10025", $"127.0.0.1:{_reinject}", StringComparison.Ordinal);
        _postfix = new Postfix(_sandbox, "local_header_rewrite_clients =\n", masterLast: reinject);
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _sandbox.Dispose();
    }

    [PostfixFact]
    public void Every_byte_arrives_that_Postfix_can_carry() => SendAll();

    [PostfixFact]
    public void Every_byte_arrives_by_the_way_back_through_SMTP()
    {
        _sandbox.Set("reinject", $"smtp://127.0.0.1:{_reinject}");
        // By this way it needs no telling.
        Assert.Equal(0, _postfix.Run("/usr/sbin/postconf", "-X", "smtputf8_autodetect_classes").ExitCode);
        Assert.Equal(0, _postfix.Run("/usr/sbin/postfix", "reload").ExitCode);
        SendAll();
    }

    [PostfixFact]
    public void Thirty_megabytes_arrive()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example"], "max-size=0");
        byte[] post = Some.Post(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 30_000)));
        _postfix.Send(list, post);
        Wait.Until(() => _postfix.Sink.Copies().Count == 1, "it arrives", () => _postfix.Log);
        Assert.EndsWith(Some.Text(post), _postfix.Sink.Copies()[0].Text, StringComparison.Ordinal);
    }

    private void SendAll()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example", "bob@b.example"], "max-size=0");
        foreach (OddMessage message in OddMessage.All)
        {
            _postfix.Sink.Clear();
            _postfix.Send(list, message.Bytes);
            Wait.Until(() => _postfix.Sink.Copies().Count == 1, message.Name, () => _postfix.Log);
            _postfix.WaitUntilEmpty();

            Copy copy = Assert.Single(_postfix.Sink.Copies());
            Assert.Equal(["ann@a.example", "bob@b.example"], copy.Recipients.Order());
            (List<string> fields, string body) = Parts(copy.Text);
            // SMTP ends every line.
            string sent = message.Body.Length > 0 && message.Body.Trim('\n').Length > 0 ? message.Body.TrimEnd('\n') + "\n" : string.Empty;
            Assert.True(sent == body, $"{message.Name}: the body is another");
            List<string> expected = Parts(message.Header + "\n").Fields;
            Assert.True(
                expected.SequenceEqual(fields.Where(field => message.HasMessageId || !field.StartsWith("Message-ID:", StringComparison.Ordinal))),
                $"{message.Name}: the fields are\n{string.Join('\n', fields.Select(field => field[..Math.Min(field.Length, 200)]))}");
            Assert.Contains(fields, field => field.StartsWith("Message-ID: <", StringComparison.OrdinalIgnoreCase));
        }
    }

    // The fields without the list's and Postfix's trace, and the body.
    private static (List<string> Fields, string Body) Parts(string text)
    {
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var fields = new List<string>();
        foreach (string line in (end < 0 ? text.TrimEnd('\n') : text[..end]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] is ' ' or '\t')
            {
                fields[^1] += "\n" + line;
            }
            else
            {
                fields.Add(line);
            }
        }

        string[] others = ["Received:", "List-", "Precedence:", "X-MailingList-Loop:"];
        return ([.. fields.Where(field => !others.Any(other => field.StartsWith(other, StringComparison.Ordinal)))], end < 0 ? string.Empty : text[(end + 2)..]);
    }
}
