using System.Text;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>The way of a real Postfix through its sessions, as the milter sees it.</summary>
[Collection(PostfixTest.Name)]
public sealed class SessionTests(PrivatePostfix postfix)
{
    [PostfixFact]
    public async Task Pitfall_3_messages_follow_each_other_and_some_are_given_up()
    {
        await postfix.BeginAsync();
        using (SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port))
        {
            Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message("X-Change: add-header X-Number 1"), "dev@example.org"), StringComparison.Ordinal);
            await client.SayAsync("MAIL FROM:<given-up@example.net>");
            await client.SayAsync("RCPT TO:<dev@example.org>");
            await client.SayAsync("RSET");
            await client.SayAsync("HELO again.example.net");
            Assert.StartsWith("550", await client.SendAsync(PostfixTest.Message("X-At-End: do-refuse"), "ann@example.org"), StringComparison.Ordinal);
            Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message("X-Change: add-header X-Number 3"), "ann@example.org"), StringComparison.Ordinal);
            await client.SayAsync("QUIT");
        }

        await postfix.EndAsync();
        string[] told = [.. postfix.Milter.Told.Select(what => what.Split(' ', '\n')[0])];
        Assert.Equal(
            [
                "open", "connect", "helo", "mail", "rcpt", "header", "end", "forget", "mail", "rcpt", "forget", "helo",
                "mail", "rcpt", "header", "end", "forget", "mail", "rcpt", "header", "end", "forget", "close",
            ],
            told);
        string[] numbers = [.. (await postfix.Sink.NextAsync()).Header.Concat((await postfix.Sink.NextAsync()).Header).Where(line => line.StartsWith("X-Number", StringComparison.Ordinal))];
        Assert.Equal(["X-Number: 1", "X-Number: 3"], numbers.Order());
    }

    [PostfixTheory]
    [InlineData("MAIL FROM:<author@example.net>\r\n")]
    [InlineData("MAIL FROM:<author@example.net>\r\nRCPT TO:<dev@example.org>\r\n")]
    [InlineData("MAIL FROM:<author@example.net>\r\nRCPT TO:<dev@example.org>\r\nDATA\r\nSubject: half")]
    public async Task Pitfall_3_a_client_may_be_gone_at_any_time(string said)
    {
        await postfix.BeginAsync();
        using (SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port))
        {
            await client.WriteAsync(said);
            for (int answers = said.Split("\r\n").Length - 1; answers > 0; answers--)
            {
                await client.HearAsync();
            }
        }

        await postfix.EndAsync();
        Assert.Equal(["forget", "close"], postfix.Milter.Told.TakeLast(2));
    }

    [PostfixFact]
    public async Task The_envelope_is_told_as_the_client_wrote_it_with_what_Postfix_knows()
    {
        await postfix.BeginAsync();
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        await client.SayAsync("MAIL FROM:<author@Example.NET> SIZE=100 BODY=8BITMIME");
        await client.SayAsync("RCPT TO:<Dev@example.org> NOTIFY=NEVER");
        await client.SayAsync("RCPT TO:<@relay.example:ann@example.org>");
        string[] told = [.. postfix.Milter.Told];
        Assert.Contains("connect localhost 127.0.0.1", told);
        Assert.Contains("helo client.example.net", told);
        Assert.Contains("mail <author@Example.NET> SIZE=100 BODY=8BITMIME", told);
        // {client_addr} comes because it was asked for; the queue id is known from the second recipient on.
        Assert.Contains("rcpt <Dev@example.org> NOTIFY=NEVER i= mailer=smtp client=127.0.0.1", told);
        Assert.Matches("^rcpt <@relay.example:ann@example.org> i=[0-9A-F]+ mailer=smtp client=127.0.0.1$", told[^1]);
        Assert.Equal((6, (MilterActions)0x1ff), (postfix.Milter.Peer!.Version, postfix.Milter.Peer.Actions));
    }

    [PostfixFact]
    public async Task The_header_is_told_with_its_exact_bytes()
    {
        await postfix.BeginAsync();
        const string Header = "From: author@example.net\nSubject:no blank\nX-Two:  two blanks\nX-Tab:\ta tab \nX-Folded: one\n two\n\tthree\nX-Empty:\nX-8bit: \u00fc\u00ff";
        using (SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port))
        {
            Assert.StartsWith("250 ", await client.SendAsync(Header + "\n\nHello.", "dev@example.org"), StringComparison.Ordinal);
            await postfix.Sink.NextAsync();
        }

        string told = Assert.Single(postfix.Milter.Told, what => what.StartsWith("header ", StringComparison.Ordinal));
        string heard = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Header));
        Assert.StartsWith("header " + heard + "\n", told, StringComparison.Ordinal);
    }

    [PostfixFact]
    public async Task A_large_body_comes_in_chunks_and_whole()
    {
        await postfix.BeginAsync();
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        string body = string.Concat(Enumerable.Repeat(new string('x', 70) + "\n", 5_000));
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message() + "\n" + body[..^1], "dev@example.org"), StringComparison.Ordinal);
        Assert.EndsWith(body, (await postfix.Sink.NextAsync()).Body, StringComparison.Ordinal);
        Assert.Contains($"end {"Hello.\r\n".Length + body.Length + 5_000}", postfix.Milter.Told);
    }

    [PostfixFact]
    public async Task Pitfall_4_mail_from_sendmail_has_no_brackets_and_may_be_from_nobody()
    {
        await postfix.BeginAsync();
        postfix.Run(Encoding.ASCII.GetBytes("Subject: a bounce\n\nHello.\n"), "/usr/sbin/sendmail", "-G", "-i", "-f", "", "--", "dev@example.org");
        await postfix.Sink.NextAsync();
        Assert.Contains("connect localhost 127.0.0.1", postfix.Milter.Told);
        Assert.Contains("mail ", postfix.Milter.Told);
        Assert.Contains(postfix.Milter.Told, what => what.StartsWith("rcpt dev@example.org i=", StringComparison.Ordinal));
    }

    [PostfixFact]
    public async Task A_message_under_way_comes_through_while_the_milter_stops_and_another_when_it_is_back()
    {
        using SmtpDialogue under = await SmtpDialogue.StartAsync(postfix.Port);
        await under.SayAsync("MAIL FROM:<author@example.net>");
        await under.SayAsync("RCPT TO:<dev@example.org>");
        Task stopped = postfix.StopMilterAsync(TimeSpan.FromMinutes(1));
        Assert.StartsWith("250 ", await under.DataAsync(PostfixTest.Message("X-Change: add-header X-Added one")), StringComparison.Ordinal);
        Assert.Contains("X-Added: one", (await postfix.Sink.NextAsync()).Header);
        await stopped.WaitAsync(MtaClient.Patience);

        using SmtpDialogue late = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.StartsWith("451 ", await late.SayAsync("MAIL FROM:<author@example.net>"), StringComparison.Ordinal);

        postfix.StartMilter();
        using SmtpDialogue after = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.StartsWith("250 ", await after.SendAsync(PostfixTest.Message("X-Change: add-header X-Added two"), "dev@example.org"), StringComparison.Ordinal);
        Assert.Contains("X-Added: two", (await postfix.Sink.NextAsync()).Header);
    }

    [PostfixFact]
    public async Task An_unknown_command_and_a_recipient_that_Postfix_refuses_itself_are_not_told()
    {
        await postfix.BeginAsync();
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        await client.SayAsync("FOO bar");
        await client.SayAsync("MAIL FROM:<author@example.net>");
        Assert.StartsWith("5", await client.SayAsync("RCPT TO:<>"), StringComparison.Ordinal);
        Assert.Equal(["open", "connect", "helo", "mail"], postfix.Milter.Told.Select(what => what.Split(' ')[0]));
    }
}
