using System.Net;
using System.Text;
using System.Text.Json;

using MailingList.TestSupport;

namespace MailingList.IntegrationTests.Sharing.Support;

/// <summary>What lies in Consul, as its own HTTP API shows it.</summary>
internal sealed class ConsulStore(ConsulServer server, string prefix) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server.Address };

    public void Dispose() => _http.Dispose();

    /// <summary>Everything below the prefix, with Consul's numbers of changes.</summary>
    internal string Everything() => Get($"/v1/kv/{prefix}/?recurse") ?? string.Empty;

    /// <summary>All keys, without the prefix.</summary>
    internal string[] Keys() => Get($"/v1/kv/{prefix}/?keys") is { } keys
        ? [.. JsonSerializer.Deserialize<string[]>(keys)!.Select(key => key[(prefix.Length + 1)..])]
        : [];

    /// <summary>A value as `consul kv get` shows it; null: there is none.</summary>
    internal string? Value(string key) => Get($"/v1/kv/{prefix}/{key}?raw");

    internal void Put(string key, string value)
    {
        using var content = new StringContent(value, Encoding.UTF8);
        using HttpResponseMessage response = _http.PutAsync(new Uri($"/v1/kv/{prefix}/{key}", UriKind.Relative), content).Result;
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes everything below the prefix.</summary>
    internal void Clear()
    {
        using HttpResponseMessage response = _http.DeleteAsync(new Uri($"/v1/kv/{prefix}/?recurse", UriKind.Relative)).Result;
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The agent of a host in the catalog: its metadata, and the type, status and output of its check; null: it is not there.</summary>
    internal (Dictionary<string, string> Meta, string Type, string Status, string Output)? Agent(string host)
    {
        using var instances = JsonDocument.Parse(Get("/v1/health/service/mailinglist") ?? "[]");
        foreach (JsonElement instance in instances.RootElement.EnumerateArray())
        {
            Dictionary<string, string> meta = instance.GetProperty("Service").GetProperty("Meta").Deserialize<Dictionary<string, string>>()!;
            if (meta["host"] == host && meta["prefix"] == prefix)
            {
                JsonElement check = instance.GetProperty("Checks").EnumerateArray().Single(check => check.GetProperty("ServiceName").GetString() == "mailinglist");
                return (meta, check.GetProperty("Type").GetString()!, check.GetProperty("Status").GetString()!, check.GetProperty("Output").GetString()!);
            }
        }

        return null;
    }

    /// <summary>What the agent of a host said last; null: nothing. The catalog hears of it minutes later.</summary>
    internal string? Note(string host)
    {
        using var checks = JsonDocument.Parse(Get("/v1/agent/checks") ?? "{}");
        return checks.RootElement.TryGetProperty(CheckOf(host), out JsonElement check) ? check.GetProperty("Output").GetString() : null;
    }

    /// <summary>Says something in the name of the agent of a host, in a way that the catalog hears of at once.</summary>
    internal void Say(string host, string note)
    {
        foreach (string status in (string[])["critical", "passing"])
        {
            using var content = new StringContent(JsonSerializer.Serialize(new { Status = status, Output = note }));
            using HttpResponseMessage response = _http.PutAsync(new Uri($"/v1/agent/check/update/{CheckOf(host)}", UriKind.Relative), content).Result;
            response.EnsureSuccessStatusCode();
        }
    }

    private static string CheckOf(string host) => $"service:mailinglist-{host}";

    private string? Get(string path)
    {
        try
        {
            using HttpResponseMessage response = _http.GetAsync(new Uri(path, UriKind.Relative)).Result;
            return response.StatusCode == HttpStatusCode.OK ? response.Content.ReadAsStringAsync().Result : null;
        }
        catch (AggregateException error) when (error.InnerException is HttpRequestException)
        {
            return null;
        }
    }
}
