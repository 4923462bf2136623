using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Several processes at once.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void A_second_process_on_the_same_post_is_told_to_come_again_and_then_finds_it_done()
    {
        // It says that it has begun, waits until it may go on, and takes the message.
        string go = Path.Combine(_sandbox.Out, "go");
        var sendmail = new FakeSendmail(_sandbox, $"touch begun; until [ -e {go} ]; do sleep 0.02; done; {FakeSendmail.Takes}");
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        byte[] post = Some.Post();

        using Process first = _sandbox.StartDelivery(list);
        Task<Result> firstResult = Task.Run(() => Command.Finish(first, post));
        Wait.Until(() => sendmail.HasNote(1, "begun"), "sendmail is called");

        Result second = _sandbox.Deliver(list, post);
        Assert.Equal(75, second.ExitCode);
        Assert.Equal("4.3.0 another process is distributing this post just now", Assert.Single(second.Lines));

        File.WriteAllText(go, string.Empty);
        Assert.Equal(new Result(0, string.Empty, string.Empty), firstResult.Result);
        Assert.Equal(new Result(0, string.Empty, string.Empty), _sandbox.Deliver(list, post));
        Assert.Single(sendmail.Calls);
    }

    [ExecutableFact]
    public void Fifty_posts_at_once_each_reach_everybody_once()
    {
        string[] subscribers = ["ann@a.example", "bob@b.example", "carl@c.example"];
        string list = _sandbox.CreateList("dev", subscribers, "batch-size=1");
        List<(Process Process, byte[] Post)> deliveries = [.. Enumerable.Range(0, 50).Select(_ => (_sandbox.StartDelivery(list), Some.Post()))];
        Result[] results = AtOnce.Run(deliveries, delivery => Command.Finish(delivery.Process, delivery.Post));
        deliveries.ForEach(delivery => delivery.Process.Dispose());

        Assert.All(results, result => Assert.Equal(new Result(0, string.Empty, string.Empty), result));
        var copies = _sandbox.Copies().GroupBy(copy => copy.HeaderLines.Single(line => line.StartsWith("Message-ID:", StringComparison.Ordinal)));
        Assert.Equal(50, copies.Count());
        Assert.All(copies, post => Assert.Equal(subscribers, post.SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal)));
    }

    [ExecutableFact]
    public void Who_is_removed_in_the_middle_of_an_expansion_gets_nothing_any_more_and_nobody_else_is_left_out()
    {
        string[] subscribers = [.. Enumerable.Range(0, 10).Select(i => $"user{i}@a.example")];
        string list = _sandbox.CreateList("dev", subscribers, "batch-size=2");
        string unsubscribe = $"{Repository.Executable} unsubscribe {list} --config {_sandbox.Configuration} user1@a.example user5@a.example user9@a.example";
        var sendmail = new FakeSendmail(_sandbox, $"[ $call -ne 2 ] || {unsubscribe} > /dev/null\n{FakeSendmail.Takes}");
        Assert.Equal(new Result(0, string.Empty, string.Empty), _sandbox.Deliver(list, Some.Post()));

        Assert.Equal(subscribers.Except(["user5@a.example", "user9@a.example"]), sendmail.Calls.SelectMany(call => call.Recipients));
    }
}
