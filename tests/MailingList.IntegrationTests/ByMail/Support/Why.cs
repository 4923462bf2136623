using System.Text.Json;

using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.ByMail.Support;

/// <summary>One event that `why --json` tells.</summary>
internal sealed record Why(DateTimeOffset Time, string Host, string Event, string Origin, string By, string Detail, string? MessageId)
{
    internal static IReadOnlyList<Why> Of(Sandbox host, string list, string address)
    {
        using JsonDocument document = JsonDocument.Parse(host.Ok("why", list, address, "--json").Output);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static Why Read(JsonElement line)
    {
        string Text(string name) => line.GetProperty(name).GetString()!;
        return new Why(
            line.GetProperty("time").GetDateTimeOffset(), Text("host"), Text("event"), Text("origin"), Text("by"), Text("detail"), line.GetProperty("message-id").GetString());
    }
}
