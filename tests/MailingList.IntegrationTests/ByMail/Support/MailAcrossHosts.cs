using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.ByMail.Support;

/// <summary>What tests of mails to three hosts do.</summary>
internal static class MailAcrossHosts
{
    /// <summary>A list that all hosts know.</summary>
    internal static string NewList(this ThreeHosts hosts, string name, Correspondent[]? owners = null, params string[] settings)
    {
        string list = $"{name}@{Sandbox.Domain}";
        string[] addresses = owners is null ? [$"owner@{name}.example"] : [.. owners.Select(owner => owner.Address)];
        hosts.First.Ok([
            "create", list,
            .. addresses.SelectMany(address => (string[])["--owner", address]),
            "--set", "verp=never",
            .. settings.SelectMany(setting => (string[])["--set", setting]),
        ]);
        hosts.AwaitAlike();
        return list;
    }

    /// <summary>What happened to a subscription, of which all hosts tell the same.</summary>
    internal static IReadOnlyList<Why> StoryOf(this ThreeHosts hosts, string list, string address)
    {
        Assert.Single(hosts.All.Select(host => host.Ok("why", list, address, "--json").Output).Distinct());
        return Why.Of(hosts.First, list, address);
    }
}
