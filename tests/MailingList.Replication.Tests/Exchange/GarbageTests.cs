using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Records;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Values in Consul that none of ours wrote.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class GarbageTests(SharedConsul consul)
{
    private const string Subscribers = ReplicaHosts.DevSubscribers;

    [ConsulTheory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"format\":1,\"records\":{}}")]
    [InlineData("{\"format\":1,\"records\":[]}garbage")]
    public async Task Garbage_in_the_place_of_a_container_is_told_of_and_mended(string garbage)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes(garbage), 0, null);
        string before = hosts.Agreed();

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts[0].FollowAsync(isPatient: true);

        Assert.Contains(hosts[0].Log.Warnings, text => text.Contains(Subscribers, StringComparison.Ordinal));
        Assert.Contains(Subscribers, hosts[0].Replica.Troubles.Keys);
        Assert.Equal(before, hosts[0].Canonical());

        await hosts.SettleAsync(isPatient: true);

        Assert.Equal(before, hosts.Agreed());
        await IsWellAsync(hosts);
    }

    [ConsulTheory]
    [InlineData("limits", "{\"kind\":\"letter\",\"key\":\"example.net@eve\",\"use\":\"confirmation\",\"sent\":\"2024-01-01T12:00:00Z\",\"stamp\":\"018cc4e52200-0001-mx1\"}", "no address's")]
    [InlineData("limits", "{\"kind\":\"letter\",\"key\":\"example.net@eve 018cc4e52200-0001-mx1\",\"use\":\"confirmation\",\"sent\":\"now\",\"stamp\":\"018cc4e52200-0001-mx1\"}", "no time")]
    [InlineData("state/dev@lists.example.org/traffic", "{\"kind\":\"application\",\"key\":\"example.net@eve\",\"address\":\"eve@example.net\",\"decision\":\"accepted\",\"decided_by\":\"olga\\nroot\",\"stamp\":\"018cc4e52200-0001-mx1\"}", "no @")]
    [InlineData("state/dev@lists.example.org/traffic", "{\"kind\":\"letter\",\"key\":\"example.net@eve 018cc4e52200-0001-mx1\",\"use\":7,\"stamp\":\"018cc4e52200-0001-mx1\"}", null)]
    [InlineData("limits", "{\"kind\":\"letter\",\"key\":\"example.net@eve 018cc4e52200-0001-mx1\",\"use\":7,\"stamp\":\"018cc4e52200-0001-mx1\"}", "another type")]
    [InlineData("site", "{\"kind\":\"site_sender\",\"key\":\"spam.example\",\"posting\":\"deny\",\"stamp\":\"018cc4e52200-0001-mx1\"}", "no pattern's")]
    [InlineData("site", "{\"kind\":\"site_header_rule\",\"key\":\"x: y\",\"pattern\":\"X: z\",\"action\":\"reject\",\"stamp\":\"018cc4e52200-0001-mx1\"}", "not its key's")]
    [InlineData("state/dev@lists.example.org/settings", "{\"kind\":\"site_sender\",\"key\":\"@spam.example\",\"posting\":\"deny\",\"stamp\":\"018cc4e52200-0001-mx1\"}", null)]
    public async Task A_record_that_is_none_is_not_taken_over_and_told_of_with_the_reason(string key, string record, string? reason)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string before = hosts.Agreed();
        await hosts.Consul.WriteAsync(key, Encoding.UTF8.GetBytes($"{{\"format\":1,\"records\":[{record}]}}"), 0, null);

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts[0].FollowAsync(isPatient: true);

        // What it is called lies in the wrong group, so it may be a later version's.
        Assert.Equal(reason is null, hosts[0].Canonical() != before);
        Assert.Equal(reason is not null, hosts[0].Replica.Troubles.TryGetValue(key, out string? trouble));
        Assert.Contains(reason ?? string.Empty, trouble ?? string.Empty, StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task A_container_of_half_a_megabyte_of_garbage_is_mended()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string before = hosts.Agreed();
        await hosts.Consul.WriteAsync(Subscribers, RandomNumberGenerator.GetBytes(500_000), 0, null);

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);

        Assert.Equal(before, hosts.Agreed());
        await IsWellAsync(hosts);
    }

    [ConsulFact]
    public async Task Half_a_megabyte_of_records_that_nobody_understands_stops_nothing()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(385_000));
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes($"{{\"format\":1,\"records\":[{{\"kind\":\"subscriber\",\"noise\":\"{noise}\"}}]}}"), 0, null);

        hosts[0].Subscribe("noah@example.net");
        hosts[0].Create("other@lists.example.org");
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);

        hosts.Agreed();
        Assert.True(hosts[2].Has("noah@example.net"));
        Assert.Equal(2, hosts[1].Lists.All().Count);
        Assert.Contains(Subscribers, hosts[1].Replica.Troubles.Keys);
    }

    [ConsulTheory]
    [InlineData("feed/mx1")]
    [InlineData("feed/mx2")]
    [InlineData("feed/nobody")]
    [InlineData("feed/")]
    public async Task Garbage_in_the_place_of_a_feed_stops_nobody(string key)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        await hosts.Consul.WriteAsync(key, Encoding.UTF8.GetBytes("garbage"), 0, null);

        await hosts[2].FollowAsync();
        Assert.Contains(key, hosts[2].Replica.Troubles.Keys);
        Assert.Single(hosts[2].Log.Warnings, text => text.Contains(key, StringComparison.Ordinal));
        hosts[0].Subscribe("noah@example.net");
        hosts[1].Subscribe("abel@example.net");
        await hosts.SettleAsync();
        hosts.Agreed();
        Assert.True(hosts[2].Has("noah@example.net") && hosts[2].Has("abel@example.net"));

        await hosts.Consul.DeleteAsync(key, null);
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Empty(hosts[2].Replica.Troubles);
    }

    [ConsulTheory]
    [InlineData("\"containers\":[null]")]
    [InlineData("\"containers\":[\"\"]")]
    [InlineData("\"containers\":[\"..\"]")]
    [InlineData("\"containers\":[\"a//b\"]")]
    [InlineData("\"containers\":[\"meta\"]")]
    [InlineData("\"containers\":[\"state/dev@lists.example.org/traffic/00\"]")]
    [InlineData("\"containers\":[\"state/dev@lists.example.org/subscribers/ffffff\"]")]
    public async Task A_feed_that_names_what_is_no_container_stops_nobody(string containers)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string feed = $"{{\"format\":1,\"instance\":\"x\",\"sequence\":1,\"written\":\"2024-01-01T00:00:00Z\",\"version\":\"1\",{containers}}}";
        await hosts.Consul.WriteAsync("feed/stranger", Encoding.UTF8.GetBytes(feed), 0, null);

        hosts[0].Subscribe("noah@example.net");
        await hosts.SettleAsync();
        hosts[0].Subscribe("abel@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(0, hosts[1].Replica.Digits(ReplicaHost.Dev, RecordGroup.Subscribers));
    }

    [ConsulTheory]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    [InlineData("1e3")]
    public async Task A_feed_with_an_impossible_number_stops_nobody(string sequence)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string instance = hosts[0].Replica.State.Instance;
        string feed = $"{{\"format\":1,\"instance\":\"{instance}\",\"sequence\":{sequence},\"written\":\"2024-01-01T00:00:00Z\",\"version\":\"1\",\"containers\":[]}}";
        await hosts.Consul.WriteAsync("feed/mx1", Encoding.UTF8.GetBytes(feed), 0, null);

        hosts[0].Subscribe("noah@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Empty(hosts[1].Replica.Troubles);
    }

    [ConsulFact]
    public async Task A_value_beside_ours_is_told_of_until_it_goes()
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
        string[] strangers = ["stranger", "state/nobody", "state/Dev@lists.example.org/subscribers", "state/dev@lists.example.org/subscribers/0/0", "secrets"];
        foreach (string key in strangers)
        {
            await hosts.Consul.WriteAsync(key, Encoding.UTF8.GetBytes("garbage"), 0, null);
        }

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);

        hosts.Agreed();
        Assert.Equal(strangers.Order(StringComparer.Ordinal), hosts[0].Replica.Troubles.Keys.Order(StringComparer.Ordinal));
        Assert.All(strangers, key => Assert.Contains(hosts[0].Log.Warnings, text => text.Contains(key, StringComparison.Ordinal)));
        Assert.Equal(strangers.Length, (await hosts.EntriesAsync()).Count(entry => strangers.Contains(entry.Key)));

        foreach (string key in strangers)
        {
            await hosts.Consul.DeleteAsync(key, null);
        }

        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        await IsWellAsync(hosts);
    }

    private static async Task IsWellAsync(ReplicaHosts hosts)
    {
        // Who heard of the trouble by reading everything hears of its end in the same way.
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Empty(host.Replica.Troubles));
    }
}
