namespace MailingList.Core.Bounces.Classes;

/// <summary>There is no such mailbox or domain, or somebody has moved.</summary>
internal static class GonePhrases
{
    /// <summary>A domain that says it takes no mail (RFC 7505).</summary>
    internal static readonly string[] NoMail =
    [
        "null mx", "nullmx", "indicated no smtp service", "does not accept mail", "doesn't accept mail", "does not accept email", "doesn't receive email", "does not receive mail",
        "host does not accept mail", "system not accepting network messages", "domain does not accept", "all mail servers are null",
    ];

    /// <summary>What is said of nobody else.</summary>
    internal static readonly string[] All =
    [
        "user unknown", "unknown user", "user is unknown", "user not known", "user not found", "no such user", "no such a user", "not a known user", "not our user", "not our customer",
        "user does not exist", "user doesn't exist", "user * does not exist", "user * doesn't exist", "user * unknown", "user * not exist", "user not exist", "user no longer", "no user by that name", "no user here", "not a valid user",
        "not a user", "invalid user", "non-existent user", "nonexistent user", "user is not found", "user unkown", "unknow user", "usuario desconocido", "utilisateur inconnu", "user is no longer",
        "this user doesn't have", "this user does not have", "user doesn't have a", "username * unknown", "unknown username", "unrouteable user",
        "no such recipient", "recipient unknown", "unknown recipient", "recipient not found", "recipient is unknown", "recipient * not found", "recipient does not exist", "recipient doesn't exist", "recipient * does not exist",
        "invalid recipient", "recipient invalid", "recipient is invalid", "recipient is not valid", "not a valid recipient", "no valid recipient", "recipient name is not recognized", "recipient not exist",
        "recipient no longer", "non-existent recipient", "nonexistent recipient", "recipientnotfound", "recipnotfound", "recipient address does not exist", "recipient address * not found", "bad recipient",
        "unknown to address", "destinataire inconnu", "empfänger unbekannt", "empfaenger unbekannt", "destinatario sconosciuto", "destinatario desconocido",
        "no such mailbox", "mailbox not found", "mailbox does not exist", "mailbox doesn't exist", "mailbox * does not exist", "mailbox not exist", "mailbox unknown", "unknown mailbox", "no mailbox here", "no mailbox by that",
        "no mailbox found", "mailbox not available", "invalid mailbox", "mailbox is invalid", "nonexistent mailbox", "non-existent mailbox", "mailbox * not found", "no mailbox",
        "no such account", "account does not exist", "account doesn't exist", "account that you tried to reach does not exist", "account not found", "unknown account", "account * does not exist", "no account by", "invalid account",
        "account not exist", "no longer a valid account", "account is not valid", "account has been deleted", "account deleted", "account closed", "account has been closed", "account is closed", "account unknown",
        "no such address", "address unknown", "unknown address", "address not found", "address couldn't be found", "address could not be found", "address does not exist", "address doesn't exist",
        "address no longer", "invalid address", "bad destination mailbox", "bad destination system", "bad address", "address is invalid", "address * not exist", "address not exist", "non-existent address", "email address wasn't found",
        "email address wasn’t found", "no such email", "no longer in use", "no longer active", "no longer available", "no longer valid", "no longer on server", "inactive email address", "address is no longer",
        "adresse inconnue", "n'existe pas", "existiert nicht", "no existe", "não existe", "non esiste", "bestaat niet", "не существует", "не найден", "адрес не найден", "見つかりません", "存在しません", "アドレスは存在", "该用户不存在", "用户不存在",
        "not listed in", "non répertorié", "non repertorie", "nicht im domino", "nicht aufgeführt", "no aparece en", "non elencato", "destinataire invalide", "destinataire * invalide", "not in address book", "not in directory", "not found in directory", "not * in directory", "no matches to nameserver query", "name is not recognized", "not recognized here", "no recipient", "please check if address is correct",
        "unknown local part", "unknown local-part", "invalid local part", "unknown or illegal user", "unknown or illegal alias", "unknown or invalid", "no such person", "no such local", "no such domain user", "no such name",
        "does not like recipient. user", "that name does not", "relaying to nonlocal", "not a local user", "unrouteable address", "unroutable address", "unrouted address", "mailbox unavailable or not local", "no route to user",
        "has moved", "mailbox has moved", "moved to", "no forwarding address", "has been replaced by", "has changed to", "has left the", "no longer with", "no longer works", "no longer employed", "user moved",
        "host unknown", "unknown host", "host not found", "host * not found", "no such host", "host does not exist", "host or domain name not found", "couldn't find any host", "domain not found", "domain name not found", "unknown domain", "no such domain",
        "domain does not exist", "domain doesn't exist", "domain * couldn't be found", "invalid domain", "domain is invalid", "domain invalid", "domain * does not exist", "nxdomain", "non-existent domain", "nonexistent domain", "unrouteable mail domain", "unroutable mail domain", "unrouteable domain",
        "domain name not exist", "domain has no mail", "no mx or a", "no mx record", "domain is not reachable", "recipient domain not found", "illegal host/domain", "illegal host", "host/domain syntax", "mail domain * unknown", "bad destination host",
        "unresolvable domain", "non-existent hosts", "all relevant mx records", "no mx found", "domain is not hosted", "domain unknown", "no mail server", "no mail-enabled", "no dns record",
    ];

    /// <summary>RFC 5321's words for 550, of which a missing mailbox is the first meaning.</summary>
    internal static readonly string[] Vague =
    [
        "mailbox unavailable", "mailbox is unavailable", "mailbox not allowed", "requested action not taken: mailbox", "undeliverable address", "address error", "not known here",
    ];
}
