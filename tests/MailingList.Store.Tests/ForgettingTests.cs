using MailingList.Core.Letters;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

/// <summary>What is kept for a while only: hosts forget it at different times, and it comes back from nowhere.</summary>
public sealed class ForgettingTests : IDisposable
{
    private static readonly string[] People = ["anna@example.org", "berta@example.org"];

    private readonly Host[] _hosts = [new("mx1"), new("mx2", ahead: TimeSpan.FromHours(7)), new("mx3", ahead: TimeSpan.FromDays(-2))];

    public ForgettingTests()
    {
        _hosts[0].Create();
        _hosts[1].Hear(_hosts[0]);
        _hosts[2].Hear(_hosts[0]);
    }

    public void Dispose() => Array.ForEach(_hosts, host => host.Dispose());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    private static Record[] Traffic(Host host) => [.. host.Replica.All().Where(record => record.Kind.Kept is not null)];

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hosts_that_forget_at_different_times_end_with_the_latest_versions_that_are_not_too_old(int seed)
    {
        var random = new Random(seed);
        var versions = new Dictionary<string, Record>();
        for (int step = 0; step < 80; step++)
        {
            Host host = Any(random, _hosts);
            switch (random.Next(6))
            {
                case 0:
                    host.Forget();
                    break;
                case 1 or 2:
                    Hear(random, host, Any(random, _hosts));
                    break;
                default:
                    Change(random, host);
                    foreach (Record record in Traffic(host))
                    {
                        versions.TryAdd(Some.Text(record), record);
                    }

                    break;
            }

            Pass(random.Next(4) == 0 ? TimeSpan.FromDays(random.Next(20)) : TimeSpan.FromMinutes(random.Next(300)));
        }

        Agree();

        DateTimeOffset now = _hosts[0].Clock.Now;
        string[] expected = [.. versions.Values.GroupBy(version => (version.Kind, version.Key)).Select(thing => thing.Aggregate(Record.Merge))
            .Where(record => !record.IsForgotten(now)).Select(Some.Text).Order(StringComparer.Ordinal)];
        Assert.All(_hosts, host => Assert.Equal(expected, Traffic(host).Select(Some.Text).Order(StringComparer.Ordinal)));
        Assert.All(versions.Values, record => Assert.Null(record.Kind.Refuse(record)));
    }

    [Fact]
    public void What_is_forgotten_does_not_come_back_from_a_host_that_still_has_it_nor_from_Consul()
    {
        _hosts[0].Apply("anna@example.org");
        _hosts[0].Note("anna@example.org");
        _hosts[0].Send("anna@example.org");
        _hosts[1].Hear(_hosts[0]);
        Record[] old = Traffic(_hosts[1]);
        _hosts[0].PublishAll();
        Record[] others = [.. _hosts[0].Replica.All().Except(old)];
        Pass(TimeSpan.FromDays(91));

        Assert.Equal(3, _hosts[0].Forget());
        _hosts[0].Hear(_hosts[1]);
        Assert.Equal((0, 0), _hosts[0].ReadEverything([.. others, .. old]));

        Assert.Empty(Traffic(_hosts[0]));
        Assert.Equal(0, _hosts[0].Replica.CountUnpublished());
    }

    [Fact]
    public void What_is_too_old_is_not_told_again_to_a_Consul_that_lacks_it()
    {
        _hosts[0].Note("anna@example.org");
        _hosts[0].PublishAll();
        Record[] others = [.. _hosts[0].Replica.All().Where(record => record.Kind.Kept is null)];
        Pass(TimeSpan.FromDays(91));

        Assert.Equal((0, 0), _hosts[0].ReadEverything(others));

        Assert.Empty(Traffic(_hosts[0]));
    }

    [Fact]
    public void What_nobody_was_told_of_is_forgotten_too()
    {
        _hosts[0].Note("anna@example.org");
        Pass(TimeSpan.FromDays(91));

        Assert.Equal(1, _hosts[0].Forget());
    }

    [Fact]
    public void An_application_that_was_decided_elsewhere_does_not_wait_again_when_the_decision_is_forgotten()
    {
        _hosts[0].Apply("anna@example.org");
        _hosts[1].Hear(_hosts[0]);
        Pass(TimeSpan.FromDays(89));
        _hosts[1].Decide("anna@example.org", ApplicationDecision.Rejected);
        Pass(TimeSpan.FromDays(2));
        _hosts[1].Forget();

        // Here it is older than that by all means, though nobody has forgotten it yet.
        _hosts[1].Hear(_hosts[0]);

        Assert.Null(_hosts[1].Application("anna@example.org"));
    }

    [Fact]
    public void Who_applies_after_that_was_forgotten_is_known_to_all()
    {
        _hosts[0].Apply("anna@example.org");
        _hosts[1].Hear(_hosts[0]);
        _hosts[0].Decide("anna@example.org", ApplicationDecision.Rejected);
        Pass(TimeSpan.FromDays(91));
        _hosts[1].Forget();
        _hosts[1].Apply("anna@example.org");

        Agree();

        Assert.All(_hosts, host => Assert.Equal(ApplicationDecision.Waiting, host.Application("anna@example.org")?.Decision));
    }

    private static void Hear(Random random, Host host, Host other)
    {
        Record[] records = [.. other.Replica.All().Where(_ => random.Next(3) > 0)];
        random.Shuffle(records);
        host.Replica.Write(() => records.Count(record => host.Replica.Merge(record) == Merged.Theirs));
    }

    private static void Change(Random random, Host host)
    {
        string person = Any(random, People);
        switch (random.Next(5))
        {
            case 0:
                host.Apply(person);
                break;
            case 1 when host.Application(person) is not null:
                host.Decide(person, Any(random, Enum.GetValues<ApplicationDecision>()));
                break;
            case 2:
                host.Note(person, random.Next(2) == 0 ? "detail" : string.Empty);
                break;
            case 3:
                host.Send(person, Any(random, Enum.GetValues<LetterUse>()));
                break;
            default:
                host.Answer(person);
                break;
        }
    }

    private void Pass(TimeSpan time) => Array.ForEach(_hosts, host => host.Clock.Now += time);

    // All clocks are set right, everybody hears everything, and forgets what is too old.
    private void Agree()
    {
        DateTimeOffset now = _hosts.Max(host => host.Clock.Now);
        Array.ForEach(_hosts, host => host.Clock.Now = now);
        for (int round = 0; round < 2; round++)
        {
            Array.ForEach(_hosts, host => host.Hear([.. _hosts.Where(other => other != host)]));
        }

        Array.ForEach(_hosts, host => host.Forget());
        Assert.All(_hosts, host => Assert.Equal(_hosts[0].Canonical(), host.Canonical()));
    }
}
