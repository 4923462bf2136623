using System.Text.Json;

using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>What a host shows of a list, and which lists there are.</summary>
/// <param name="Subscribers">The list's subscribers: their names by their addresses.</param>
/// <param name="Settings">The list's settings.</param>
/// <param name="Lists">All lists.</param>
internal sealed record EndState(IReadOnlyDictionary<string, string> Subscribers, IReadOnlyDictionary<string, string> Settings, IReadOnlySet<string> Lists)
{
    internal static EndState Of(ClusterSandbox host, string list)
    {
        using JsonDocument show = JsonDocument.Parse(host.Ok("show", list, "--json").Output);
        using JsonDocument lists = JsonDocument.Parse(host.Ok("lists", "--json").Output);
        return new EndState(
            host.Ok("export", list).Lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[1]),
            show.RootElement.GetProperty("settings").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!),
            lists.RootElement.EnumerateArray().Select(row => row.GetProperty("list").GetString()!).ToHashSet());
    }
}
