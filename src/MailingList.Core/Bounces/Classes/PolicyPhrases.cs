namespace MailingList.Core.Bounces.Classes;

/// <summary>Somebody did not want this mail, or this sender.</summary>
internal static class PolicyPhrases
{
    /// <summary>Who names the reason leaves no doubt.</summary>
    internal static readonly string[] Named =
    [
        "dmarc", "spf check", "spf fail", "spf record", "spf hard", "spf validation", "spf)", "spf ", "sender policy framework", "dkim fail", "dkim check", "dkim sign", "dkim)", "dkim verif", "unauthenticated", "not authenticated", "authentication information", "authentication checks", "authentication required", "sender id",
        "spamhaus", "spamcop", "barracudacentral", "barracuda reputation", "sorbs", "senderscore", "sender score", "uceprotect", "cloudmark", "proofpoint", "invaluement", "surbl", "uribl", " rbl", ".rbl", "/rbl", "dnsbl", "/bl?", "block list", "blocklist", "blacklist", "black list", "block-list", "black-list", "deny list", "denylist", "block listed", "(bl)",
        "reputation", "spam", "junk mail", "unsolicited", "bulk mail", "phish", "virus", "malware", "trojan", "infected", "suspicious", "too many unwanted messages", "unwanted", "user complaints", "complaints", "abuse", "[tss0", "open relay", "open proxy",
        "reverse dns", "rdns", "ptr record", "dns ptr", "no ptr", "ptr resource", "invalid ptr", "unverifyable", "unverifiable", "ip name lookup", "hostname * not resolve", "cannot find your hostname", "cannot find your reverse", "client host rejected", "helo command rejected", "ehlo rejected", "helo rejected", "fcrdns", "dynamic ip", "dialup", "dynamic address", "may not be mail exchanger",
        "rate limit", "ratelimit", "rate-limit", "receiving mail at a rate", "too quickly", "too many mails", "too many messages", "too fast", "throttl", "exceeded the rate", "sending limit", "daily relay quota", "relay quota", "daily sending", "daily limit", "message rate", "mail rate", "volume", "recipient limit", "limit * per hour",
        "recipient preferences", "policy reasons", "policy violation", "violat", "by policy", "local policy", "security polic", "due to policy", "policy restriction", "policy rejection", "organizational polic", "email polic", "content polic", "administrative prohibition", "prohibited", "company policy",
        "relay access denied", "relaying denied", "relay denied", "relay not permitted", "unable to relay", "not permitted to relay", "relaying not", "relay operation", "not configured to relay", "not allowed to relay", "we do not relay", "no relay", "relaying is prohibited", "relay from", "relaying",
        "email address is not verified", "not verified", "domain not verified", "not rfc 5322 compliant", "rfc 5322", "rfc5322", "rfc 2822", "rfc2822", "multiple addresses in from", "addresses in from: header", "multiple from", "from: header", "from header", "header from",
        "redundant", "challenge", "not authorized", "unauthorized", "not permitted to send", "not allowed to send", "permission to post", "may not have permission", "groups.google.com/support", "not a member", "members only", "subscribers only", "sender verification", "sender verify", "verification failed for",
        "smtp server of your isp", "messages from * weren't sent", "blocked using", "blocked by", "blocked because", "blocked for", "blocked due", "has been blocked", "was blocked", "been blocked", "ip * blocked", "address * blocked", "potential security", "content presents", "banned",
    ];

    /// <summary>What is said of the sender, with words that are said of recipients too.</summary>
    internal static readonly string[] Senders =
    [
        "sender address rejected", "sender rejected", "sender denied", "sender was rejected", "sender address * not exist", "sender domain", "domain of sender", "sender's domain", "senders domain", "valid sender", "invalid sender", "unroutable sender", "unrouteable sender", "unknown sender", "sender unknown", "sender is invalid", "sender * invalid",
        "sender * not exist", "sender * not found", "bad sender", "from address", "envelope sender", "return path", "from: domain is invalid", "from domain", "from: domain", "valid from", "your domain", "your address", "your email address", "your host", "your server", "your mail server", "your ip", "sending domain", "sending mta", "sending server", "originator",
    ];

    /// <summary>Words for any refusal.</summary>
    internal static readonly string[] Vague =
    [
        "access denied", "denied", "blocked", "rejected", "rejecting", "mail rejete", "refused", "not accepted", "not accept", "not allowed", "not permitted", "forbidden", "not welcome", "disallowed", "unacceptable", "filter", "listed", "security", "policy", "polic", "restricted", "restriction", "not delivered", "banned", "block",
    ];
}
