using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The same odd messages all the way: in by SMTP, through the pipe, back by sendmail and out by SMTP.</summary>
public abstract class MessagesByMtaTests(MailHost host)
{
    private static readonly string[] Subscribers = ["ann@a.example", "bob@b.example"];

    [MtaFact]
    public void Every_byte_arrives_that_the_MTA_can_carry()
    {
        host.Begin();
        SendAll(host.NewOpenList("odd", Subscribers, "max-size=0"), host.Mta);
    }

    [MtaFact]
    public void Every_byte_arrives_by_the_way_back_through_SMTP()
    {
        int reinjection = Ports.Free();
        using var sandbox = new Sandbox($"smtp://127.0.0.1:{reinjection}");
        using Mta mta = host.Start(sandbox, new MtaNeeds { Reinjection = reinjection });
        ForgetWhatIsForSendmail(mta);
        SendAll(sandbox.CreateList("odd", Subscribers, "max-size=0"), mta);
    }

    [MtaFact]
    public void Thirty_megabytes_arrive()
    {
        host.Begin();
        string list = host.NewOpenList("large", ["ann@a.example"], "max-size=0");
        byte[] post = Some.Post(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 30_000)));
        host.Mta.Send(list, post);
        Assert.EndsWith(Some.Text(post), Assert.Single(host.Mta.WaitForCopies(1)).Text, StringComparison.Ordinal);
    }

    /// <summary>Takes that out of the wiring which only sendmail(1) needs.</summary>
    private protected virtual void ForgetWhatIsForSendmail(Mta mta)
    {
    }

    private static void SendAll(string list, Mta mta)
    {
        foreach (OddMessage message in OddMessage.All)
        {
            mta.Sink.Clear();
            mta.Send(list, message.Bytes);
            Wait.Until(() => mta.Sink.Copies().Count == 1, message.Name, () => mta.Log);
            mta.WaitUntilEmpty();

            Copy copy = Assert.Single(mta.Sink.Copies());
            Assert.Equal(Subscribers, copy.Recipients.Order());
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

    // The fields without the list's and the MTA's trace, and the body.
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

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class MessagesWithPostfixTests(PostfixHost host) : MessagesByMtaTests(host)
{
    // The sink has no SMTPUTF8, and header fields have 8-bit text.
    private protected override void ForgetWhatIsForSendmail(Mta mta)
    {
        Assert.Equal(0, mta.Run("/usr/sbin/postconf", "-X", "smtputf8_autodetect_classes").ExitCode);
        ((Postfix)mta).Reload();
    }
}

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class MessagesWithEximTests(EximHost host) : MessagesByMtaTests(host);
