namespace MailingList.Configuration;

/// <summary>The text of a new configuration: what was chosen, and every other key with its default.</summary>
internal static class ConfigurationTemplate
{
    internal static string Fill(IReadOnlyList<string> domains, string? host, string? data, string? user, string? reinject)
    {
        string Key(string key, string? chosen, string byDefault) =>
            $"{(chosen is null ? "#" : string.Empty)}{key} = {Quoted(chosen ?? byDefault)}";

        return
            $"""
            # mailinglist: what an admin decides for this host. A line with # shows a default.

            # In these domains every address is a list's or nobody's.
            domains = [{string.Join(", ", domains.Select(Quoted))}]

            # This host's name in the stamps of changes; by default the machine's.
            {Key("host", host, "mx1.example.net")}

            # The database, and messages on their way; belongs to `user`.
            {Key("data", data, "/var/lib/mailinglist")}

            # What root becomes before it opens anything.
            {Key("user", user, "mailinglist")}

            # The way back into the MTA's queue: "sendmail:/usr/sbin/sendmail", "smtp://127.0.0.1:10025", or "dir:/some/folder".
            {Key("reinject", reinject, "sendmail:/usr/sbin/sendmail")}

            # "syslog" (facility mail), or a file.
            #log = "syslog"

            # After how many seconds `deliver` stops and lets the MTA try again; below the MTA's own limit, after which it bounces.
            #time-box = 240

            # How many seconds to wait for another process's write to the database.
            #lock-wait = 10

            """;
    }

    // TOML's basic string: the two characters that end or escape it, and control characters, which the parser then refuses by line.
    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
