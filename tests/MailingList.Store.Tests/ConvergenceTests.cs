using MailingList.Core.Admission.Patterns;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

/// <summary>Three hosts with clocks that do not agree, random changes on each, and news that comes late, in part, in any order, or twice.</summary>
public sealed class ConvergenceTests : IDisposable
{
    private static readonly string[] Lists = [Some.List, "users@lists.example.org"];
    private static readonly string[] People = ["anna@example.org", "berta@example.org", "carla@example.org"];
    private static readonly string?[] Values = ["open", "announce", null];
    private static readonly string[] Names = ["A", "B", string.Empty];

    private readonly Host[] _hosts = [new("mx1"), new("mx2", ahead: TimeSpan.FromDays(1)), new("mx3")];

    public void Dispose() => Array.ForEach(_hosts, host => host.Dispose());

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_all_hosts_end_with_the_latest_versions_that_were_ever_made(int seed)
    {
        var random = new Random(seed);
        var versions = new Dictionary<string, Record>();
        for (int step = 0; step < 60; step++)
        {
            Host host = Any(random, _hosts);
            if (random.Next(3) == 0)
            {
                Hear(random, host, Any(random, _hosts));
            }
            else
            {
                Change(random, host);
                foreach (Record record in host.Replica.All())
                {
                    versions.TryAdd(Some.Text(record), record);
                }
            }

            Tick(random, host);
        }

        Meet();

        Assert.Equal(Latest(versions.Values), _hosts[0].Canonical());
        Assert.Equal(_hosts[0].Canonical(), _hosts[1].Canonical());
        Assert.Equal(_hosts[0].Canonical(), _hosts[2].Canonical());
        Assert.All(versions.Values, record => Assert.Null(record.Kind.Refuse(record)));
        Assert.All(_hosts[0].Lists.All(), list => Assert.NotEmpty(list.Owners));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hosts_that_hear_of_each_change_at_once_do_what_one_host_alone_would_do(int seed)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<string, ListModel>(StringComparer.Ordinal);
        for (int step = 0; step < 40; step++)
        {
            Host host = Any(random, _hosts);
            Change(random, host, expected);
            foreach (Host other in _hosts)
            {
                if (other != host)
                {
                    other.Hear(host);
                }
            }

            Tick(random, host);
            foreach (Host each in _hosts)
            {
                Assert.Equal(expected.Select(list => $"{list.Key}: {list.Value}"), each.Lists.All().Select(list => $"{list.Address.Text}: {Shown(each, list)}"));
            }
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, SeedCount)];

    private const int SeedCount = 25;

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    // Some clocks run, one jumps back now and then.
    private void Tick(Random random, Host host)
    {
        host.Clock.Now += TimeSpan.FromMilliseconds(random.Next(3));
        if (random.Next(10) == 0)
        {
            _hosts[2].Clock.Now -= TimeSpan.FromHours(1);
        }
    }

    private static void Hear(Random random, Host host, Host other)
    {
        Record[] records = [.. other.Replica.All().Where(_ => random.Next(3) > 0)];
        random.Shuffle(records);
        host.Replica.Write(() => records.Concat(records.Take(2)).Count(record => host.Replica.Merge(record) == Merged.Theirs));
    }

    private static void Change(Random random, Host host, SortedDictionary<string, ListModel>? model = null)
    {
        string list = Any(random, Lists);
        string person = Any(random, People);
        ListSnapshot? there = host.List(list);
        if (there is null)
        {
            host.Create(list, person);
            model?.Add(list, new ListModel { Owners = { person } });
            return;
        }

        ListModel? expected = model?[list];
        switch (random.Next(model is null ? 18 : 10))
        {
            case 0:
                host.Delete(list);
                model?.Remove(list);
                break;
            case 1 or 2:
                string? value = Any(random, Values);
                host.Set(Setting.Posting, value, list);
                expected?.Posting = value ?? Setting.Posting.Default;
                break;
            case 3 or 4:
                host.Unsubscribe(person, list);
                expected?.Subscribers.Remove(person);
                break;
            case 5:
                string[] owners = [.. new[] { person, Any(random, People) }.Distinct()];
                host.SetOwners(list, owners);
                expected?.Owners = [.. owners];
                break;
            case < 10:
                string name = Any(random, Names);
                host.Subscribe(person, name, list);
                expected?.Subscribers[person] = name;
                break;
            case 12:
                host.Note(person, list: list);
                break;
            case 13:
                host.Apply(person, list);
                break;
            case 14 when host.Application(person, list) is not null:
                host.Decide(person, random.Next(2) == 0 ? ApplicationDecision.Accepted : ApplicationDecision.Rejected, list);
                break;
            case 15:
                host.Deny(random.Next(2) == 0 ? list : null, $"@{person.Split('@')[0]}.example", random.Next(2) == 0);
                break;
            case 16:
                host.Allow(random.Next(2) == 0 ? list : null, person);
                break;
            case 17:
                host.RefuseHeader(random.Next(2) == 0 ? list : null, $"X-A: {person}", Any(random, [HeaderAction.Reject, HeaderAction.Discard, (HeaderAction?)null]));
                break;
            default:
                // What only a later version of the program can make.
                Stamp stamp = host.Database.Write(host.Database.NextStamp);
                host.Merge(Some.Unknown("bounce", person, stamp) with { List = list, IsDeleted = random.Next(2) == 0 });
                break;
        }
    }

    // Until nobody hears anything new.
    private void Meet()
    {
        for (int round = 0; ; round++)
        {
            Assert.True(round < 5, "the hosts come to no end");
            IReadOnlyList<string>[] before = [.. _hosts.Select(host => host.Canonical())];
            Array.ForEach(_hosts, host => host.Hear([.. _hosts.Where(other => other != host)]));
            if (_hosts.Zip(before).All(host => host.First.Canonical().SequenceEqual(host.Second)))
            {
                return;
            }
        }
    }

    // By the definition: the highest version of each thing, but for those of lists that were deleted since.
    private static IEnumerable<string> Latest(IEnumerable<Record> versions)
    {
        Dictionary<string, Stamp?> floors = versions.Where(version => version.Kind == RecordKind.List)
            .GroupBy(version => version.List).ToDictionary(list => list.Key, list => list.Max(version => version.Floor));
        return versions
            .Where(version => Nullable.Compare(version.Floor, floors.GetValueOrDefault(version.List)) >= 0)
            .GroupBy(version => (version.List, version.Kind.Group, version.Kind.Name, version.Key))
            .Select(thing => thing.Aggregate(Record.Merge))
            .OrderBy(record => EmailAddressKey(record.List), StringComparer.Ordinal)
            .ThenBy(record => record.Kind.IsKnown ? RecordKind.All.ToList().IndexOf(record.Kind) : int.MaxValue)
            .ThenBy(record => record.Key, StringComparer.Ordinal)
            .Select(Some.Text);
    }

    // First what belongs to no list.
    private static string EmailAddressKey(string list) => list.Length == 0 ? string.Empty : Host.Address(list).Key;

    private static string Shown(Host host, ListSnapshot list)
    {
        var shown = new ListModel { Posting = Words.Of(list.Settings.Posting), Owners = [.. list.Owners.Select(owner => owner.Text)] };
        foreach (Subscriber subscriber in host.Lists.Subscribers.All(list))
        {
            shown.Subscribers.Add(subscriber.Address.Text, subscriber.Name ?? string.Empty);
        }

        return shown.ToString();
    }

    private sealed class ListModel
    {
        internal string Posting { get; set; } = Setting.Posting.Default;

        internal SortedSet<string> Owners { get; set; } = [];

        internal SortedDictionary<string, string> Subscribers { get; } = [];

        public override string ToString() => $"{Posting}; {string.Join(' ', Owners)}; {string.Join(' ', Subscribers.Select(one => $"{one.Key}={one.Value}"))}";
    }
}
