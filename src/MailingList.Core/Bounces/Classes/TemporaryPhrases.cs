namespace MailingList.Core.Bounces.Classes;

/// <summary>What may work another day.</summary>
internal static class TemporaryPhrases
{
    /// <summary>Accounts that are there but take nothing now.</summary>
    internal static readonly string[] Accounts =
    [
        "account is disabled", "account * is disabled", "account has been disabled", "account disabled", "account that you tried to reach is disabled", "mailbox disabled", "mailbox is disabled", "mailbox * disabled", "user disabled", "user is disabled", "user * disabled", "disabled user", "disabled recipient", "address is disabled", "address disabled",
        "account is locked", "account locked", "temporary locked", "temporarily locked", "user is locked", "mailbox is locked", "mailbox locked", "account is suspended", "account suspended", "account has been suspended", "account is temporarily", "user is suspended", "user suspended", "suspended", "mailbox is frozen", "mailbox frozen", "account frozen", "user frozen",
        "account is blocked", "account has been blocked", "account blocked", "mailbox is blocked", "mailbox blocked", "user is blocked", "compte du destinataire est bloque", "recipient account is blocked", "account is inactive", "account inactive", "account * inactive", "user is inactive", "user inactive", "inactive user", "inactive recipient", "inactive mailbox", "mailbox is inactive", "mailbox inactive", "account expired", "account has expired",
        "account is not active", "user not active", "not active mailbox", "user is not active", "account deactivated", "account has been deactivated", "deactivated", "account unavailable", "mailbox currently unavailable", "mailbox temporarily", "temporarily unavailable", "email account that you tried to reach is inactive", "limited access", "not been activated", "account not activated", "out of service", "archivee", "暂停", "冻结",
        "not found, try again", "not found. try again", // a name server that did not answer
        "couldn't create", "can't create user output file", "lock failure", // procmail
        "message filtered", "filtered by", // Amazon's words for what the recipient wants
    ];

    /// <summary>Hosts and lines.</summary>
    internal static readonly string[] Hosts =
    [
        "timed out", "timeout", "time out", "connection refused", "connection reset", "connection lost", "connection closed", "connection dropped", "connection failed", "connection was", "lost connection", "could not connect", "couldn't connect", "cannot connect", "can't connect", "unable to connect", "did not accept our requests to connect", "no connection", "not reachable", "unreachable",
        "establish an smtp connection", "network error", "network is", "no route to host", "network unreachable", "socket error", "host * down", "host is down", "server down", "refusing connections", "bad connection", "server not responding", "not responding", "no answer from host", "no response",
        "lowest numbered mx", "hop count", "too many hops", "routing loop", "mail loop", "message loop", "loop detected", "loops back", "mail forwarding loop", "forwarding loop", "looping", "too many received",
        "expired", "retry time", "retry timeout", "giving up", "too long", "in the queue too long", "been failing for a long time", "multiple retries", "despite repeated attempts", "could not be delivered for", "could not deliver for", "deferred", "delayed", "delivery incomplete", "not yet been delivered", "undelivered after",
        "try again", "please retry", "retry later", "try later", "temporary", "temporarily", "transient", "greylist", "grey list", "graylist", "greylisting", "service unavailable", "service currently unavailable", "service not available", "service refuse", "currently unavailable", "is unavailable", "busy",
        "not accepting connections", "server error", "internal error", "system error", "operating system error", "local error", "error in processing", "mailer error", "unknown mailer error", "i/o error", "input/output error", "out of memory", "can't create", "cannot open", "can't open", "unable to open", "failed to open", "error writing", "error while writing", "write error", "could not load", "lookup failure", "lookup failed", "name service error", "name server",
        "dns error", "dns failure", "dns lookup", "dns query", "servfail", "command output", "pipe to", "child status", "failed to read", "command died", "command failed", "configuration error", "misconfigur", "resources", "on hold", "is on hold", "maintenance", "undefined status", "too many recipients", "too many connections", "too many concurrent", "too many sessions", "too many errors", "connection rate",
        "smtp server does not advertise", " tls", "certificate", "starttls", "handshake", "protocol error", "not available",
    ];
}
