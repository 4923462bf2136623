using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>A list behind a real Postfix, and a world outside, a second one, that does not take everything: day after day.</summary>
public sealed class DaysThroughPostfixTests : IDisposable
{
    private const string Gone = "gone@w.example";
    private const string Full = "full@w.example";
    private const string Policy = "policy@w.example";
    private const string Busy = "busy@w.example";

    private static readonly string[] Good = [.. Enumerable.Range(1, 46).Select(n => $"reader{n}@w.example")];

    private readonly ClockSandbox _sandbox = new("postfix:/usr/sbin/sendmail");
    private readonly Sandbox _outside = new("sendmail:/usr/sbin/sendmail");
    private readonly Postfix _world;
    private readonly Postfix _postfix;

    public DaysThroughPostfixTests()
    {
        _world = new Postfix(
            _outside,
            $"""
            smtpd_recipient_restrictions = check_recipient_access inline:{"{"}
              {"{"} {Gone} = 550 5.1.1 User unknown {"}"}, {"{"} {Full} = 552 5.2.2 Mailbox is full {"}"},
              {"{"} {Policy} = 550 5.7.26 The author's domain does not want this (DMARC) {"}"}, {"{"} {Busy} = 451 4.2.1 Try again later {"}"} {"}"}, permit

            """);
        // What cannot be delivered at once comes back at once.
        _postfix = new Postfix(
            _sandbox, $"relayhost = [127.0.0.1]:{_world.Port}\nmaximal_queue_lifetime = 0\nbounce_queue_lifetime = 0\n{_sandbox.ExportedClock}");
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _world.Dispose();
        _sandbox.Dispose();
        _outside.Dispose();
    }

    [ClockFact]
    public void After_some_days_exactly_those_who_are_gone_get_no_posts_and_after_a_month_they_are_taken_off()
    {
        string list = _sandbox.CreateList("dev", [Gone, Full, Policy, Busy, .. Good], "verp=never");
        for (int day = 0; day < 4; day++)
        {
            Post(list);
            Turn(1);
        }

        Assert.True(Stopped(list) is [Gone], Details(list));
        _world.Sink.Clear();
        Post(list);
        Assert.Equal(Good.Order(), _world.Sink.Copies().SelectMany(copy => copy.Recipients).Where(recipient => recipient != "owner@example.net").Order());

        // A sweep in each third of the month: two letters come before anybody is taken off.
        for (int third = 0; third < 3; third++)
        {
            Turn(10);
        }

        Turn(1);
        Assert.Equal([Busy, Full, Policy, .. Good.Order()], Subscribers(list).Select(subscriber => subscriber.Address).Order());
        Assert.Empty(Stopped(list));
        Assert.All(_world.Sink.Copies(), copy => Assert.DoesNotContain(Gone, copy.Recipients));
    }

    [ClockFact]
    public void With_a_return_path_for_each_recipient_Postfix_itself_says_whose_bounce_it_is()
    {
        string list = _sandbox.CreateList("each", [Gone, Good[0], "\"odd one\"@w.example"], "verp=always");
        Post(list);
        Assert.Equal(
            ["\"odd one\"@w.example", Good[0]],
            _world.Sink.Copies().Where(copy => copy.ReturnPath.Length > 0).Select(copy => Assert.Single(copy.Recipients)).Order());
        Assert.All(_world.Sink.Copies().Where(copy => copy.Recipients.Contains(Good[0])), copy => Assert.Matches("^each-bounces\\+[a-z2-7]{17}\\+reader1=w\\.example@", copy.ReturnPath));
        Assert.Equal(1, _sandbox.Query("SELECT count(*) FROM bounce"));
    }

    private void Post(string list)
    {
        _postfix.Send(list, Some.Post());
        _postfix.WaitUntilEmpty();
        _world.WaitUntilEmpty();
    }

    private void Turn(int days)
    {
        _sandbox.Pass(days);
        // Where the sandbox's sendmail is this Postfix's.
        Result sweep = Command.Run(
            "/usr/bin/nsenter",
            ["--mount", "--target", File.ReadAllText(Path.Combine(_postfix.Folder, "ready")).Trim(), "--", Repository.Executable, "bounces", "--sweep"],
            [],
            _sandbox.Environment());
        Assert.True(sweep.ExitCode == 0, sweep.Error);
        _postfix.WaitUntilEmpty();
        _world.WaitUntilEmpty();
    }

    private string Details(string list) => $"{_sandbox.Run("bounces", list).Output}\n{File.ReadAllText(_sandbox.Log)}\n{_postfix.Log}";

    private string[] Stopped(string list) => [.. Subscribers(list).Where(subscriber => subscriber.IsStopped).Select(subscriber => subscriber.Address)];

    private IEnumerable<(string Address, bool IsStopped)> Subscribers(string list)
    {
        using var all = JsonDocument.Parse(_sandbox.Ok("subscribers", list, "--json").Output);
        return [.. all.RootElement.EnumerateArray().Select(one => (one.GetProperty("address").GetString()!, one.TryGetProperty("bounced-since", out JsonElement since) && since.ValueKind == JsonValueKind.String))];
    }
}
