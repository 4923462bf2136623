using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Mta.Submission;

using Tomlyn;

namespace MailingList.Configuration;

/// <summary>What an admin decided for this host, checked.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Host">This host's name in stamps.</param>
/// <param name="Domains">The domains that carry lists, in lower case; at least one.</param>
/// <param name="Data">The folder of the database, the journal's lock and messages on their way.</param>
/// <param name="User">What root becomes.</param>
/// <param name="Reinject">The way back into the MTA.</param>
/// <param name="Log"><c>syslog</c>, or the absolute path of a file.</param>
/// <param name="TimeBox">After how long <c>deliver</c> gives up and lets the MTA try again.</param>
/// <param name="LockWait">How long to wait for another process's write to the database.</param>
/// <param name="AuthservIds">By what our own MTAs sign what they found out about a mail (RFC 8601); may be none.</param>
/// <param name="Templates">The folder of the site's own templates; need not be there.</param>
/// <param name="Limits">How many letters go out.</param>
/// <param name="Agent">What the agent serves to the MTA of this host.</param>
/// <param name="Consul">How this host meets the others; null: it stands alone.</param>
internal sealed record HostConfiguration(
    string Path,
    string Host,
    IReadOnlyList<string> Domains,
    string Data,
    string User,
    Reinjection Reinject,
    string Log,
    TimeSpan TimeBox,
    TimeSpan LockWait,
    IReadOnlyList<string> AuthservIds,
    string Templates,
    LetterLimits Limits,
    AgentConfiguration Agent,
    ConsulConfiguration? Consul)
{
    internal const string DefaultPath = "/etc/mailinglist/mailinglist.toml";
    internal const string Syslog = "syslog";

    /// <summary>The database.</summary>
    internal string Database => System.IO.Path.Combine(Data, "lists.db");

    /// <summary>The file whose byte ranges say which posts are being distributed.</summary>
    internal string JournalLock => System.IO.Path.Combine(Data, "journal.lock");

    /// <summary>The file that the agent holds locked while it runs.</summary>
    internal string AgentLock => System.IO.Path.Combine(Data, "agent.lock");

    /// <summary>Where the configuration is: what the command line says, or the environment, or the default.</summary>
    internal static string PathFrom(string? option) =>
        option ?? Environment.GetEnvironmentVariable("MAILINGLIST_CONFIG") ?? DefaultPath;

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="Failure">It is missing or wrong; the text says where.</exception>
    internal static HostConfiguration Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Configuration($"the configuration {path} cannot be read ({error.Message}): make it with `mailinglist init`, or name another with --config", error);
        }

        return Check(path, Parse(path, text));
    }

    private static ConfigurationFile Parse(string path, string text)
    {
        try
        {
            return TomlSerializer.Deserialize<ConfigurationFile>(text, ConfigurationContext.Default) ?? new ConfigurationFile();
        }
        catch (TomlException error)
        {
            throw Failure.Configuration($"{path}: {error.Message.ReplaceLineEndings(" ").Trim()}", error);
        }
    }

    private static HostConfiguration Check(string path, ConfigurationFile file)
    {
        Failure Wrong(string text) => Failure.Configuration($"{path}: {text}");

        if (file.Unknown.Keys.FirstOrDefault() is { } unknown)
        {
            throw Wrong($"there is no key `{unknown}`; the README lists those that there are");
        }

        string[] domains = [.. (file.Domains ?? []).Select(domain => domain.ToLowerInvariant())];
        if (domains.Length == 0)
        {
            throw Wrong("`domains` is missing: name the domains of your lists, as in domains = [\"lists.example.org\"]");
        }

        if (domains.FirstOrDefault(domain => Uri.CheckHostName(domain) != UriHostNameType.Dns || domain.EndsWith('.')) is { } bad)
        {
            throw Wrong($"`domains`: '{bad}' is not a domain name");
        }

        string host = file.Host ?? Environment.MachineName;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Wrong($"`host`: '{host}' is not a host name");
        }

        return new HostConfiguration(
            path,
            host.ToLowerInvariant(),
            domains,
            Absolute("data", file.Data ?? "/var/lib/mailinglist"),
            file.User ?? "mailinglist",
            Reinjection.Parse(file.Reinject ?? "sendmail:/usr/sbin/sendmail"),
            file.Log is null or Syslog ? Syslog : Absolute("log", file.Log),
            Seconds("time-box", file.TimeBox ?? 240),
            Seconds("lock-wait", file.LockWait ?? 10),
            Names("authserv-id", file.AuthservId),
            Absolute("templates", file.Templates ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, "templates")),
            file.Limits?.Check(path) ?? LetterLimits.Default,
            (file.Agent ?? new AgentSection()).Check(path),
            file.Consul is { } consul ? ConsulConfiguration.Check(path, consul) : null);

        string Absolute(string key, string value) =>
            System.IO.Path.IsPathFullyQualified(value) ? value : throw Wrong($"`{key}`: '{value}' is not an absolute path");

        string[] Names(string key, object? value)
        {
            object?[] names = value is string ? [value] : value is IEnumerable<object?> several ? [.. several] : value is null ? [] : [value];
            return names.All(name => name is string text && !string.IsNullOrWhiteSpace(text))
                ? [.. names.Cast<string>()]
                : throw Wrong($"`{key}` is a name or a list of names, as in {key} = \"mx.example.net\"");
        }

        TimeSpan Seconds(string key, long value) =>
            value is > 0 and <= 3600 ? TimeSpan.FromSeconds(value) : throw Wrong($"`{key}`: {value} is not between 1 and 3600 seconds");
    }
}
