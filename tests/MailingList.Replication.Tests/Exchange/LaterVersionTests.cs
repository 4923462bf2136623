using System.Text;

using MailingList.Replication.Consul;
using MailingList.Replication.Containers;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>Values in Consul that a later version wrote.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class LaterVersionTests(SharedConsul consul)
{
    private const string Subscribers = ReplicaHosts.DevSubscribers;

    [ConsulTheory]
    [InlineData("{\"format\":2,\"records\":{}}", 0)]
    [InlineData("{\"format\":2}", 0)]
    [InlineData("?", 7)]
    public async Task What_a_later_version_wrote_is_never_overwritten_and_stops_nothing_else(string value, ulong flags)
    {
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
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
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
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
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
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
        using ReplicaHosts hosts = await ReplicaHosts.WithSubscribersAsync(consul);
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
}
