using MailingList.Core.Addressing;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.Replication.Tests.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Exchange;

/// <summary>What the hosts share beside lists and subscribers.</summary>
[Collection(ExchangeConsul.Name)]
public sealed class KindsTests(SharedConsul consul)
{
    [ConsulFact]
    public async Task What_happened_who_applied_and_which_letters_went_out_is_known_to_all()
    {
        using var hosts = new ReplicaHosts(consul, 3);
        hosts[0].Create();
        await hosts.SettleAsync();
        int before = hosts.Agreed().Split('\n').Length;

        hosts[1].LetIn("eve@example.net");
        hosts[2].LetIn("adam@example.net");
        await hosts.SettleAsync();

        // Two letters, that one was answered, an application and what happened, for each of them.
        Assert.Equal(before + 10, hosts.Agreed().Split('\n').Length);
        Assert.Equal(2, hosts[0].Letters.ToDomain("example.net", DateTimeOffset.UnixEpoch));
        IReadOnlyList<string> keys = [.. (await hosts.EntriesAsync()).Select(entry => entry.Key)];
        Assert.Contains("limits", keys);
        Assert.Contains($"state/{ReplicaHost.Dev}/traffic", keys);
    }

    [ConsulFact]
    public async Task Whom_and_what_a_list_or_all_of_them_do_not_take_is_known_to_all()
    {
        using var hosts = new ReplicaHosts(consul, 2);
        hosts[0].Create();
        await hosts.SettleAsync();

        hosts[0].Deny("@spam.example", ReplicaHost.Dev);
        hosts[1].Deny("*@*.spam.example", list: null);
        hosts[1].RefuseHeader("X-Spam-Flag: YES", list: null);
        await hosts.SettleAsync();

        hosts.Agreed();
        Assert.Equal(
            ["deny @spam.example: spam", "deny *@*.spam.example for all lists: spam"],
            hosts[0].Lists.SenderRules(hosts[0].List(), EmailAddress.Parse("bob@spam.example")).Select(rule => rule.ToString()));
        Assert.Equal(["reject 'X-Spam-Flag: YES' for all lists"], hosts[0].Lists.HeaderRules(hosts[0].List()).Select(rule => rule.ToString()));
        Assert.Contains("site", (await hosts.EntriesAsync()).Select(entry => entry.Key));
    }
}
