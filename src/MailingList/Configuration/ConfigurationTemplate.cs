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

            # The way back into the MTA's queue: "postfix:/usr/sbin/sendmail" (Postfix's, which writes a return path for each recipient itself),
            # "sendmail:/usr/sbin/sendmail" (any MTA's, called once for each recipient of such posts), "smtp://127.0.0.1:10025", or "dir:/some/folder".
            {Key("reinject", reinject, "sendmail:/usr/sbin/sendmail")}

            # "syslog" (facility mail), or a file.
            #log = "syslog"

            # After how many seconds `deliver` stops and lets the MTA try again; below the MTA's own limit, after which it bounces.
            #time-box = 240

            # How many seconds to wait for another process's write to the database.
            #lock-wait = 10

            # By what the MTA signs the Authentication-Results that it writes (RFC 8601). Where it found that a mail comes from its author's domain, less has
            # to be confirmed. It must take out what strangers write under this name. Several: ["mx1.example.net", "mx2.example.net"]; by default none.
            #authserv-id = "mx.example.net"

            # Your own texts for the program's letters: LIST/LANGUAGE/help.txt, LANGUAGE/help.txt, and so on; by default `templates` beside this file.
            #templates = "/etc/mailinglist/templates"

            # How many letters go to addresses that may not have asked for them, so that nobody can have somebody else flooded.
            #[limits]
            #answers = 20    # in a day to one address, in answer to mails that it may not have written
            #domain = 200    # in an hour to addresses in one domain
            #total = 2000    # in an hour

            # What `mailinglist agent` serves to this host's MTA. Where Postfix's smtpd runs in a chroot, as in Debian, the sockets lie below its queue directory.
            #[agent]
            #milter = "unix:/var/spool/postfix/mailinglist/milter.sock"   # or "inet:127.0.0.1:8891"; by default none
            #lookup = "unix:/var/spool/postfix/mailinglist/lookup.sock"   # for Exim "inet:127.0.0.1:8892"; by default none
            #socket-mode = "0660"                                         # who may connect
            #socket-group = "postfix"                                     # the agent's user must be in it; by default its own group

            # The other hosts, met in Consul's KV store (`mailinglist join`). Without this section the host stands alone.
            #[consul]
            #address = "http://127.0.0.1:8500"        # or https://..., or unix:///path; default: CONSUL_HTTP_ADDR, then this
            #prefix = "mailinglist"                   # the folder in the store; the same on all hosts
            #token-file = "/etc/mailinglist/token"    # the ACL token; or token = "..."; default: CONSUL_HTTP_TOKEN
            #ca-file = "/etc/mailinglist/ca.pem"      # for https; default: CONSUL_CACERT
            #cert-file = "/etc/mailinglist/cert.pem"  # and key-file: a client certificate; default: CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY
            #pipe-budget = 200                        # milliseconds that `deliver` may look for changes where no agent runs
            #verb-budget = 2000                       # milliseconds that a verb may wait for Consul without anything going on
            #claim-budget = 300                       # milliseconds that a post may wait for the hosts to agree who distributes it

            """;
    }

    // TOML's basic string: the two characters that end or escape it, and control characters, which the parser then refuses by line.
    internal static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
