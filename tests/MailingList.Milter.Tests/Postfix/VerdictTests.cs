using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>What the client of a real Postfix hears.</summary>
[Collection(PostfixTest.Name)]
public sealed class VerdictTests(PrivatePostfix postfix)
{
    private const string Refused = "550-5.7.1 100% refused,\n550 5.7.1 in two lines";

    private const string Later = "451 4.7.1 Service unavailable - try again later";

    [PostfixTheory]
    [InlineData("do-refuse", Refused)]
    [InlineData("do-defer", "451 4.3.0 not now")]
    [InlineData("do-reject", "550 5.7.1 Command rejected")]
    [InlineData("do-tempfail", Later)]
    [InlineData("do-fail", Later)]
    public async Task Two_recipients_have_two_answers(string order, string answer)
    {
        foreach (int port in (int[])[postfix.Port, postfix.SilentPort])
        {
            using SmtpDialogue client = await SmtpDialogue.StartAsync(port);
            await client.SayAsync("MAIL FROM:<author@example.net>");
            Assert.Equal(answer, await client.SayAsync($"RCPT TO:<{order}@example.org>"));
            Assert.StartsWith("250 ", await client.SayAsync("RCPT TO:<dev@example.org>"), StringComparison.Ordinal);
            Assert.Equal(answer, await client.SayAsync($"RCPT TO:<{order}@example.org>"));
            Assert.StartsWith("250 ", await client.DataAsync(PostfixTest.Message()), StringComparison.Ordinal);
            Assert.Equal(["<dev@example.org> ORCPT=rfc822;dev@example.org"], (await postfix.Sink.NextAsync()).Recipients);
        }
    }

    [PostfixTheory]
    [InlineData("do-refuse", Refused)]
    [InlineData("do-reject", "550 5.7.1 Command rejected")]
    [InlineData("do-tempfail", Later)]
    [InlineData("do-fail", Later)]
    public async Task A_sender_is_refused_and_the_next_is_not(string order, string answer)
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.Equal(answer, await client.SayAsync($"MAIL FROM:<{order}@example.net>"));
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message(), "dev@example.org"), StringComparison.Ordinal);
        await postfix.Sink.NextAsync();
    }

    [PostfixTheory]
    [InlineData("do-refuse", Refused)]
    [InlineData("do-fail", Later)]
    public async Task What_cannot_be_said_at_the_sender_is_said_at_the_recipient(string order, string answer)
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.SilentPort);
        Assert.StartsWith("250 ", await client.SayAsync($"MAIL FROM:<{order}@example.net>"), StringComparison.Ordinal);
        Assert.Equal(answer, await client.SayAsync("RCPT TO:<dev@example.org>"));
        await client.SayAsync("RSET");
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message(), "dev@example.org"), StringComparison.Ordinal);
        await postfix.Sink.NextAsync();
    }

    [PostfixTheory]
    [InlineData("X-At-Header", "do-refuse", Refused)]
    [InlineData("X-At-Header", "do-defer", "451 4.3.0 not now")]
    [InlineData("X-At-Header", "do-reject", "550 5.7.1 Command rejected")]
    [InlineData("X-At-Header", "do-fail", Later)]
    [InlineData("X-At-End", "do-refuse", Refused)]
    [InlineData("X-At-End", "do-defer", "451 4.3.0 not now")]
    [InlineData("X-At-End", "do-tempfail", Later)]
    [InlineData("X-At-End", "do-fail", Later)]
    public async Task A_message_is_refused_and_the_next_is_not(string field, string order, string answer)
    {
        foreach (int port in (int[])[postfix.Port, postfix.SilentPort])
        {
            using SmtpDialogue client = await SmtpDialogue.StartAsync(port);
            Assert.Equal(answer, await client.SendAsync(PostfixTest.Message($"{field}: {order}"), "dev@example.org"));
            Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message(), "dev@example.org"), StringComparison.Ordinal);
            await postfix.Sink.NextAsync();
        }
    }

    [PostfixFact]
    public async Task A_body_is_refused()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.Equal(Refused, await client.SendAsync(PostfixTest.Message() + "\ndo-refuse\n", "dev@example.org"));
    }

    [PostfixTheory]
    [InlineData("X-At-Header")]
    [InlineData("X-At-End")]
    public async Task A_message_is_accepted(string field)
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message($"{field}: do-accept"), "dev@example.org"), StringComparison.Ordinal);
        await postfix.Sink.NextAsync();
    }

    [PostfixFact]
    public async Task Pitfall_1_who_accepts_at_a_recipient_is_not_asked_about_the_others()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        string answer = await client.SendAsync(PostfixTest.Message("X-At-End: do-reject"), "do-accept@example.org", "do-reject@example.org");
        Assert.StartsWith("250 ", answer, StringComparison.Ordinal);
        Assert.Equal(2, (await postfix.Sink.NextAsync()).Recipients.Length);
    }

    [PostfixFact]
    public async Task Pitfall_7_who_discards_at_a_recipient_discards_for_all()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message(), "dev@example.org", "do-discard@example.org"), StringComparison.Ordinal);
        // What is sent now comes out first.
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message(), "second@example.org"), StringComparison.Ordinal);
        Assert.StartsWith("<second@example.org>", Assert.Single((await postfix.Sink.NextAsync()).Recipients), StringComparison.Ordinal);
    }

    [PostfixFact]
    public async Task A_reply_of_421_hangs_up()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        await client.SayAsync("MAIL FROM:<author@example.net>");
        Assert.Equal("421 4.3.2 come again", await client.SayAsync("RCPT TO:<do-hang-up@example.org>"));
        Assert.Equal("closed", await client.HearAsync());
    }

    [PostfixTheory]
    [InlineData("do-refuse", Refused)]
    [InlineData("do-tempfail", Later)]
    [InlineData("do-fail", Later)]
    public async Task A_client_that_greets_badly_is_refused_whatever_it_sends(string order, string answer)
    {
        // Like sendmail, Postfix takes the greeting and refuses what follows.
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port, order);
        Assert.Equal(answer, await client.SayAsync("MAIL FROM:<author@example.net>"));
        Assert.Equal(answer, await client.SayAsync("MAIL FROM:<author@example.net>"));
    }
}
