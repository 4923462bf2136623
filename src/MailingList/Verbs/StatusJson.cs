using System.Text.Json;

using MailingList.Output;
using MailingList.Replication.Status;

namespace MailingList.Verbs;

/// <summary>The JSON of `status`.</summary>
internal static class StatusJson
{
    internal static void WriteAlone(string host)
    {
        using Stream output = Console.OpenStandardOutput();
        Json.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("host", host);
            json.WriteNull("cluster");
            json.WriteEndObject();
        });
    }

    internal static void Write(ClusterStatus status)
    {
        using Stream output = Console.OpenStandardOutput();
        Json.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("cluster", status.Cluster);
            json.WriteBoolean("quorum", status.HasQuorum);
            json.WriteString("problem", status.Problem);
            json.WriteNumber("unpublished", status.Unpublished);
            Write(json, "last-exchange", status.Exchange);
            json.WriteNumber("clock-ahead-seconds", Math.Round(status.ClockAhead.TotalSeconds));
            json.WriteStartArray("hosts");
            foreach (HostStatus host in status.Hosts)
            {
                Write(json, host);
            }

            json.WriteEndArray();
            json.WriteStartObject("troubles");
            foreach ((string key, string trouble) in status.Troubles)
            {
                json.WriteString(key, trouble);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, HostStatus host)
    {
        json.WriteStartObject();
        json.WriteString("host", host.Host);
        json.WriteString("agent", host.Agent);
        Write(json, "last-seen", host.Seen);
        json.WriteString("version", host.Version);
        Write(json, "behind", host.Behind);
        Write(json, "unpublished", host.Unpublished);
        Write(json, "clock-ahead-seconds", host.ClockAhead is { } ahead ? (long)Math.Round(ahead.TotalSeconds) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
