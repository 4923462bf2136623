using System.Security.Cryptography;
using System.Text;

using MailingList.Core.Records;
using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Values in Consul that none of ours wrote, or a later version.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class GarbageTests(SharedConsul consul)
{
    private const string Subscribers = $"state/{ReplicaHost.Dev}/subscribers";

    [ConsulTheory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("[1,2,3]")]
    [InlineData("{\"format\":1,\"records\":{}}")]
    [InlineData("{\"format\":1,\"records\":[]}garbage")]
    public async Task Garbage_in_the_place_of_a_container_is_told_of_and_mended(string garbage)
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
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

    [ConsulFact]
    public async Task A_container_of_half_a_megabyte_of_garbage_is_mended()
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
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
        using ReplicaHosts hosts = await WithSubscribersAsync();
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
        using ReplicaHosts hosts = await WithSubscribersAsync();
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
        using ReplicaHosts hosts = await WithSubscribersAsync();
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
        using ReplicaHosts hosts = await WithSubscribersAsync();
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
        using ReplicaHosts hosts = await WithSubscribersAsync();
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

    [ConsulTheory]
    [InlineData("{\"format\":2,\"records\":{}}", 0)]
    [InlineData("{\"format\":2}", 0)]
    [InlineData("?", 7)]
    public async Task What_a_later_version_wrote_is_never_overwritten_and_stops_nothing_else(string value, ulong flags)
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes(value), flags, null);
        ulong index = (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!.ModifyIndex;

        hosts[0].Subscribe("noah@example.net");
        hosts[0].Describe("developers");
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);

        Assert.Equal(index, (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!.ModifyIndex);
        Assert.Equal("developers", hosts[1].List().Settings.Description);
        Assert.Contains("later version", hosts[0].Replica.Troubles[Subscribers], StringComparison.Ordinal);
        Assert.True(hosts[0].Replica.CountUnpublished() > 0);

        await hosts.Consul.DeleteAsync(Subscribers, null);
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.True(hosts[2].Has("noah@example.net"));
        Assert.Empty(hosts[0].Replica.Troubles);
    }

    [ConsulFact]
    public async Task What_cannot_be_written_does_not_hold_up_what_comes_behind_it()
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes("?"), 7, null);
        hosts[0].Subscribe(Enumerable.Range(0, 200).Select(n => $"user{n}@example.net"));
        hosts[0].Create("zebra@lists.example.org");
        await hosts[0].PublishAsync();
        await hosts[1].FollowAsync();

        Assert.Equal(2, hosts[1].Lists.All().Count);
    }

    [ConsulFact]
    public async Task Records_that_cannot_be_used_here_are_passed_on_as_they_are()
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
        string[] foreign =
        [
            "{\"kind\":\"subscriber\",\"key\":\"x\",\"stamp\":\"018cc4e52200-0000-mx9\",\"address\":\"no address\"}",
            "{\"kind\":\"subscriber\",\"key\":5}",
            "17",
            "[{\"kind\":\"list\"}]",
        ];
        KeyValue old = (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!;
        string json = Encoding.UTF8.GetString(Packing.Unpack(old.Value, old.Flags).Span);
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes(json.Replace("\"records\":[", $"\"records\":[{string.Join(',', foreign)},", StringComparison.Ordinal)), 0, null);

        hosts[0].Subscribe("noah@example.net");
        await hosts.SettleAsync();

        hosts.Agreed();
        KeyValue entry = (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!;
        string after = Encoding.UTF8.GetString(Packing.Unpack(entry.Value, entry.Flags).Span);
        Assert.All(foreign, record => Assert.Contains(record, after, StringComparison.Ordinal));
        Assert.Contains("noah@example.net", after, StringComparison.Ordinal);
        Assert.Contains("4 of its records", hosts[1].Replica.Troubles[Subscribers], StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task Fields_and_kinds_that_a_later_version_wrote_survive_what_this_one_changes()
    {
        using ReplicaHosts hosts = await WithSubscribersAsync();
        KeyValue old = (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!;
        string json = Encoding.UTF8.GetString(Packing.Unpack(old.Value, old.Flags).Span)
            .Replace("\"records\":[", "\"purpose\":[1,{\"a\":null}],\"records\":[{\"kind\":\"bounce\",\"key\":\"b\",\"count\":3,\"stamp\":\"018cc4e60000-0000-mx9\"},", StringComparison.Ordinal)
            .Replace("\"address\":\"eve@example.net\"", "\"address\":\"eve@example.net\",\"language\":\"de\"", StringComparison.Ordinal);
        // The later version gave it a later stamp.
        json = System.Text.RegularExpressions.Regex.Replace(json, "(\"language\":\"de\".*?\"stamp\":\")[^\"]*", "${1}018cc4e60000-0000-mx9");
        await hosts.Consul.WriteAsync(Subscribers, Encoding.UTF8.GetBytes(json), 0, null);

        hosts[0].Subscribe("noah@example.net");
        await hosts.SettleAsync();
        hosts[1].Subscribe("eve@example.net", "Eve");
        await hosts.SettleAsync();

        Assert.Contains("\"language\":\"de\"", hosts.Agreed(), StringComparison.Ordinal);
        KeyValue entry = (await hosts.Consul.ReadAsync(Subscribers, ReadMode.Default))!;
        string after = Encoding.UTF8.GetString(Packing.Unpack(entry.Value, entry.Flags).Span);
        Assert.Contains("\"purpose\":[1,{\"a\":null}]", after, StringComparison.Ordinal);
        Assert.Contains("\"language\":\"de\"", after, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Eve\"", after, StringComparison.Ordinal);
        Assert.Contains("\"count\":3", after, StringComparison.Ordinal);
        Assert.Contains("\"count\":3", hosts[2].Canonical(), StringComparison.Ordinal);

        // And a Consul that lost all of it.
        await hosts.Consul.DeleteAllAsync("state/");
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        ReplicaHost newcomer = hosts.Add().Join(ReplicaHosts.Cluster);
        await newcomer.ExchangeAsync();
        Assert.Contains("\"count\":3", newcomer.Canonical(), StringComparison.Ordinal);
        Assert.Contains("\"language\":\"de\"", newcomer.Canonical(), StringComparison.Ordinal);
    }

    private static async Task IsWellAsync(ReplicaHosts hosts)
    {
        // Who heard of the trouble by reading everything hears of its end in the same way.
        hosts.Pass(TimeSpan.FromDays(1));
        await hosts.SettleAsync(isPatient: true);
        Assert.All([hosts[0], hosts[1], hosts[2]], host => Assert.Empty(host.Replica.Troubles));
    }

    private async Task<ReplicaHosts> WithSubscribersAsync()
    {
        var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        hosts[0].Subscribe(["adam@example.net", "eve@example.net"]);
        await hosts.SettleAsync();
        // So that everybody has a feed.
        hosts[1].Subscribe("cain@example.net");
        hosts[2].Subscribe("seth@example.net");
        await hosts.SettleAsync();
        return hosts;
    }
}
