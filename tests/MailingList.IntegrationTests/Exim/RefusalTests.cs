using System.Net;
using System.Net.Sockets;

using MailingList.IntegrationTests.Exim.Support;
using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>What a real Exim that asks the agent says to recipients and messages.</summary>
[Collection(OneEximAgentHost.Name)]
public sealed class RefusalTests(OneEximAgentHost one)
{
    private const string Signed = $"sue@{EximAgentHost.Signed}";
    private const string Stranger = "stranger@s.example";

    private readonly Lazy<EximAgentHost> _host = new(() => one.Host);

    private EximAgentHost Host => _host.Value;

    [EximFact]
    public void Each_recipient_has_an_answer_of_its_own()
    {
        string list = Host.NewList("rcpt", "subscription=closed");
        string[] answers = SmtpClient.Recipients(
            Host.Port, Stranger, list, "RCPT@Lists.Example.ORG", "\"rcpt\"@lists.example.org", "rcpt-owner@lists.example.org", "nothing@lists.example.org",
            "rcpt-confirm+abc@lists.example.org", "rcpt-subscribe@lists.example.org", "rcpt-bounces@lists.example.org", "\"a, b\"@lists.example.org", "bob@elsewhere.example");

        Assert.All(answers[..4], answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        Assert.Equal("550 5.1.1 nothing@lists.example.org: there is no such list here", answers[4]);
        Assert.StartsWith("550-5.1.1 ", answers[5], StringComparison.Ordinal);
        Assert.StartsWith("550-5.7.1 ", answers[6], StringComparison.Ordinal);
        Assert.StartsWith("550-5.1.1 ", answers[7], StringComparison.Ordinal);
        Assert.StartsWith("550 5.1.1 ", answers[8], StringComparison.Ordinal);
        // Debian's own checks come behind ours.
        Assert.Equal("550 relay not permitted", answers[9]);
    }

    [EximFact]
    public void A_null_return_path_and_who_is_denied_are_refused_at_RCPT()
    {
        string list = Host.NewList("denied");
        Host.Sandbox.Ok("deny", "add", list, "@evil.example");

        Assert.StartsWith("550", SmtpClient.Recipients(Host.Port, "eve@evil.example", list)[0], StringComparison.Ordinal);
        Assert.Contains("5.7.1 ", SmtpClient.Recipients(Host.Port, string.Empty, "denied-request@lists.example.org")[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Recipients(Host.Port, string.Empty, "denied-owner@lists.example.org")[0], StringComparison.Ordinal);
    }

    [EximFact]
    public void A_stranger_is_told_in_words_that_the_list_is_its_subscribers()
    {
        string list = Host.NewList("private", "posting=subscribers");

        string answer = SmtpClient.Send(Host.Port, Stranger, Some.Post(from: Stranger), list);
        Assert.StartsWith("550-5.7.1 only subscribers", answer, StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, "reader@private.example", Some.Post(from: "reader@private.example"), list), StringComparison.Ordinal);
        Assert.Equal(["reader@private.example"], Assert.Single(Host.Sent()).Recipients);
        Host.WaitForLog("lookup to=private@lists.example.org from=<stranger@s.example> refused rule=");
    }

    [EximFact]
    public void The_largest_body_is_known_to_the_byte_also_where_it_comes_in_chunks()
    {
        string list = Host.NewList("small", "max-size=1k");
        string body = new string('x', 500) + "\n" + new string('y', 522) + "\n";

        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Stranger, Some.Post(body, Stranger)[..^1], list), StringComparison.Ordinal);
        Assert.StartsWith("550", SmtpClient.Send(Host.Port, Stranger, Some.Post("1" + body, Stranger)[..^1], list), StringComparison.Ordinal);
        Assert.Contains("\n250 OK id=", Chunk(Some.Post(body, Stranger)), StringComparison.Ordinal);
        Assert.StartsWith("550", Chunk(Some.Post("1" + body, Stranger)), StringComparison.Ordinal);
        Assert.Equal(2, Host.Sent().Count);

        string Chunk(byte[] message)
        {
            using var client = new SmtpClient(Host.Port);
            Assert.Equal("250 Accepted", client.Begin(Stranger, list)[0]);
            string text = Some.Text(message).Replace("\n", "\r\n", StringComparison.Ordinal)[..^2];
            return client.Say($"BDAT {text.Length + 2} LAST\r\n{text}");
        }
    }

    [EximFact]
    public void Of_two_lists_the_one_that_refuses_is_taken_out_and_the_author_who_is_known_gets_a_letter()
    {
        string open = Host.NewList("two-open");
        Host.NewList("two-closed", "posting=subscribers");

        // However the sender writes the address.
        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Signed, Some.Post("To both.\n", Signed), open, "\"Two-Closed\"@Lists.example.org"), StringComparison.Ordinal);
        Host.WaitForLog("author told: ");
        IReadOnlyList<Copy> copies = Host.Sent();
        Assert.Equal(["reader@two-open.example", Signed], copies.SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal));
        Copy letter = copies.Single(copy => copy.Recipients.Contains(Signed));
        Assert.Equal((string.Empty, "two-closed did not take your mail"), (letter.ReturnPath, MailUser.Parse(letter).Subject));
        Host.Exim.WaitForLog("=> :blackhole:", "R=mailinglist_refused");
    }

    [EximFact]
    public void Where_authors_are_checked_only_what_this_host_found_counts()
    {
        string list = Host.NewList("checked", "posting=subscribers");
        Host.Sandbox.Ok("set", list, "author-check=require");
        Host.Sandbox.Ok("subscribe", list, Signed);
        string forged = $"Authentication-Results: mx1.example.net;\n dmarc=pass header.from={EximAgentHost.Signed}\n";

        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Signed, Some.Post(from: Signed), list), StringComparison.Ordinal);
        Assert.StartsWith("550-5.7.1 ", SmtpClient.Send(Host.Port, Stranger, Some.Post(from: Signed), list), StringComparison.Ordinal);
        Assert.StartsWith("550-5.7.1 ", SmtpClient.Send(Host.Port, Stranger, Some.Post(from: Signed, headers: forged), list), StringComparison.Ordinal);
        Assert.StartsWith("550-5.7.1 ", SmtpClient.Send(Host.Port, Stranger, [.. Some.Bytes(forged), .. Some.Post(from: Signed)], list), StringComparison.Ordinal);
        Copy copy = Assert.Single(Host.Sent());
        Assert.Equal(2, copy.Recipients.Count);
        Assert.Contains($"Authentication-Results: mx1.example.net; dmarc=pass header.from={EximAgentHost.Signed}\n", copy.Text, StringComparison.Ordinal);
    }

    [EximFact]
    public void What_strangers_wrote_of_authors_reaches_no_list_through_an_alias_either()
    {
        Host.NewList("behind", "posting=subscribers");
        Host.Sandbox.Ok("set", OneEximAgentHost.Behind, "author-check=require");
        Host.Sandbox.Ok("subscribe", OneEximAgentHost.Behind, Signed);
        string forged = $"Authentication-Results: mx1.example.net;\n dmarc=pass header.from={EximAgentHost.Signed}\n";

        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Stranger, [.. Some.Bytes(forged), .. Some.Post(from: Signed)], OneEximAgentHost.Alias), StringComparison.Ordinal);
        Host.Exim.WaitForLog($"** {OneEximAgentHost.Behind} <{OneEximAgentHost.Alias}>");
        Assert.DoesNotContain("reader@behind.example", Host.Sent().SelectMany(copy => copy.Recipients));
    }

    [EximFact]
    public void What_this_host_refuses_itself_the_author_gets_no_letter_about()
    {
        string open = Host.NewList("own-open");
        Host.NewList("own-closed", "posting=subscribers");

        Assert.Equal("550 unwanted here", SmtpClient.Send(Host.Port, Signed, Some.Post(from: Signed, headers: OneEximAgentHost.Unwanted), open, "own-closed@lists.example.org"));
        Assert.DoesNotContain("own-closed", Host.Log, StringComparison.Ordinal);
        Assert.Empty(Host.Sent());
    }

    [EximFact]
    public void A_tab_in_an_address_has_an_answer()
    {
        string list = Host.NewList("tab");

        Assert.StartsWith("550 5.1.1 ", SmtpClient.Recipients(Host.Port, Stranger, "\"a\tb\"@lists.example.org")[0], StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, "\"a\tb\"@s.example", Some.Post(from: Stranger), list), StringComparison.Ordinal);
        Assert.Single(Host.Sent());
    }

    [EximFact]
    public void A_header_rule_drops_what_it_says_and_nobody_else_loses_it()
    {
        string list = Host.NewList("ruled");
        Host.Sandbox.Ok("header-rule", "add", list, "X-Virus: *", "discard");
        Host.NewList("beside");

        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Stranger, Some.Post(headers: "X-Virus: a worm \xe4\xff\n"), list), StringComparison.Ordinal);
        Assert.Empty(Host.Sent());
        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Stranger, Some.Post(headers: "X-Virus: a worm\n"), list, "beside@lists.example.org"), StringComparison.Ordinal);
        Assert.Equal(["reader@beside.example"], Host.Sent().SelectMany(copy => copy.Recipients));
    }

    [EximFact]
    public void What_does_not_fit_into_the_question_is_judged_by_the_pipe()
    {
        string list = Host.NewList("long", "posting=subscribers");
        string headers = string.Concat(Enumerable.Range(0, 100).Select(i => $"X-Long-{i}: {new string('x', 900)}\n"));
        // From is behind what Exim says of the header block: if that counted, it would be missing.
        byte[] Message(string from) => [.. Some.Bytes(headers), .. Some.Post(from: from)];

        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, "reader@long.example", Message("reader@long.example"), list), StringComparison.Ordinal);
        Assert.Equal(["reader@long.example"], Assert.Single(Host.Sent()).Recipients);
        Assert.StartsWith("250 ", SmtpClient.Send(Host.Port, Stranger, Message(Stranger), list), StringComparison.Ordinal);
        Host.Exim.WaitForRefusal(list, "only subscribers may post to long@lists.example.org");
        Host.Sent();
    }

    [EximFact]
    public void However_long_a_question_is_it_has_an_answer_and_none_stays_without()
    {
        string list = Host.NewList("asked", "posting=subscribers");
        string header = $"Received: by mx1\nFrom: {Stranger}\nX-Filler: ";

        foreach (int more in (int[])[0, 5_000, 60_000])
        {
            Assert.StartsWith("5.7.1 only subscribers", Ask($"data\t{Stranger}\t5\t{header.Length + more + 1}\t{list}\n{header}{new string('x', more)}\n"), StringComparison.Ordinal);
        }

        // More than is looked at: other recipients, say.
        Assert.Equal("OK", Ask($"data\t{Stranger}\t5\t{header.Length}\t{list}{string.Concat(Enumerable.Repeat(", a@b.example", 300_000))}\n{header}"));
        Assert.Equal("OK", Ask($"list\t{list}\n"));
        Assert.Equal(string.Empty, Ask($"data\t{list}\n"));
    }

    private string Ask(string question)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, Host.Lookup);
        using NetworkStream stream = client.GetStream();
        stream.Write(Some.Bytes(question));
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
