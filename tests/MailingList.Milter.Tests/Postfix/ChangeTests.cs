using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>What a message looks like that a real Postfix has let the milter change.</summary>
[Collection(PostfixTest.Name)]
public sealed class ChangeTests(PrivatePostfix postfix)
{
    [PostfixFact]
    public async Task The_header_is_changed()
    {
        Arrival arrival = await SendAsync(
            "X-Old: one",
            "X-Old: two",
            "X-Change: add-header X-Added at the end",
            "X-Change: fold-header X-Folded in three lines",
            "X-Change: insert-header 0 X-Top above all",
            "X-Change: change-header 1 Subject another",
            "X-Change: delete-header 2 X-Old",
            "X-Change: change-header 1 X-New made");
        Assert.Equal("X-Top: above all", arrival.Text.Split('\n')[0]);
        string[] header = [.. arrival.Header.Where(line => !line.StartsWith("X-Change", StringComparison.Ordinal))];
        Assert.Equal(
            ["X-Top: above all", "From: author@example.net", "Subject: another", "X-Old: one", "X-Added: at the end", "X-Folded: in", " three", " lines", "X-New: made"],
            header);
    }

    [PostfixFact]
    public async Task Recipients_are_changed()
    {
        Arrival arrival = await SendAsync(
            "X-Change: delete-recipient dev@example.org",
            "X-Change: add-recipient ann@example.net",
            "X-Change: add-recipient bob@example.net NOTIFY=NEVER",
            "X-Change: add-recipient \"q@r\"@example.net");
        Assert.Equal(
            ["<\"q@r\"@example.net>", "<ann@example.net>", "<bob@example.net>"],
            arrival.Recipients.Select(recipient => recipient.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("NOTIFY=NEVER", Assert.Single(arrival.Recipients, recipient => recipient.StartsWith("<bob", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [PostfixTheory]
    [InlineData("change-sender bounces@lists.example.org", "<bounces@lists.example.org>")]
    [InlineData("change-sender nobody", "<>")]
    [InlineData("change-sender bounces@lists.example.org ENVID=x42 RET=HDRS", "<bounces@lists.example.org>", "ENVID=x42", "RET=HDRS")]
    public async Task The_sender_is_changed(string order, params string[] sender)
    {
        Arrival arrival = await SendAsync(PostfixTest.Change(order));
        Assert.All(sender, part => Assert.Contains(part, arrival.Sender.Split(' ')));
    }

    [PostfixFact]
    public async Task The_body_is_replaced()
    {
        Arrival arrival = await SendAsync("X-Change: replace-body first", "X-Change: replace-body second");
        Assert.Equal("first\nsecond\n", arrival.Body);
        arrival = await SendAsync("X-Change: large-body 1000000");
        Assert.Equal(string.Concat(Enumerable.Repeat(new string('x', 62) + "\n", 15_625)), arrival.Body);
    }

    [PostfixFact]
    public async Task The_body_is_emptied()
    {
        Arrival arrival = await SendAsync("X-Change: empty-body");
        Assert.Equal(string.Empty, arrival.Body);
    }

    [PostfixFact]
    public async Task Pitfall_10_the_body_is_replaced_between_other_changes()
    {
        Arrival arrival = await SendAsync("X-Change: add-header X-Before one", "X-Change: replace-body new", "X-Change: add-header X-After two");
        Assert.Equal("new\n", arrival.Body);
        Assert.Equal(["X-Before: one", "X-After: two"], arrival.Header[^2..]);
    }

    [PostfixFact]
    public async Task Progress_is_reported_any_number_of_times()
    {
        Arrival arrival = await SendAsync([.. Enumerable.Repeat("X-Change: progress", 50), "X-Change: add-header X-Added one"]);
        Assert.Contains("X-Added: one", arrival.Header);
    }

    [PostfixFact]
    public async Task A_message_is_put_on_hold()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message("X-Change: quarantine odd enough"), "dev@example.org"), StringComparison.Ordinal);
        string queue = postfix.Run([], "/usr/sbin/postqueue", "-j");
        Assert.Contains("\"queue_name\": \"hold\"", queue, StringComparison.Ordinal);
        postfix.Run([], "/usr/sbin/postsuper", "-d", "ALL");
    }

    [PostfixFact]
    public async Task What_failed_in_the_middle_of_the_changes_is_refused_for_now()
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        string answer = await client.SendAsync(PostfixTest.Message("X-Change: add-header X-Added one", "X-Change: replace-body half", "X-Change: nonsense"), "dev@example.org");
        Assert.Equal("451 4.7.1 Service unavailable - try again later", answer);
        Assert.StartsWith("250 ", await client.SendAsync(PostfixTest.Message("X-Change: add-header X-Added two"), "dev@example.org"), StringComparison.Ordinal);
        Assert.Contains("X-Added: two", (await postfix.Sink.NextAsync()).Header);
    }

    private async Task<Arrival> SendAsync(params string[] orders)
    {
        using SmtpDialogue client = await SmtpDialogue.StartAsync(postfix.Port);
        string answer = await client.SendAsync(PostfixTest.Message(orders), "dev@example.org");
        Assert.True(answer.StartsWith("250 ", StringComparison.Ordinal), answer + "\n" + postfix.Log);
        return await postfix.Sink.NextAsync();
    }
}
