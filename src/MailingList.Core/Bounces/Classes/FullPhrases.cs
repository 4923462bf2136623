namespace MailingList.Core.Bounces.Classes;

/// <summary>The mailbox, or the disk behind it, is full.</summary>
internal static class FullPhrases
{
    internal static readonly string[] All =
    [
        "mailbox full", "mailbox is full", "mailbox * is full", "mailbox has exceeded", "mailbox exceeded", "mailbox * exceeded", "mailbox size limit", "mailbox would exceed", "mailbox exceeds", "mailbox quota", "full mailbox", "mailfolder is full", "mail folder is full", "inbox is full", "inbox full",
        "maildir over", "maildir has exceeded", "mail box full", "mailbox over", "mailbox limit", "mailbox is over", "mailbox * over", "mailbox space", "exceeds mailbox", "folder is full", "box is full", "mailbox * full",
        "over quota", "overquota", "quota exceeded", "exceeded quota", "exceeds quota", "exceeded * quota", "exceeds * quota", "quota * exceeded", "quota full", "quota reached", "out of quota", "over its quota", "over the quota", "over * quota", "storage quota", "quotaexceeded", "quota limit", "quota violation",
        "user is over", "account is over", "user has exceeded", "exceeded storage", "exceeds storage", "out of storage", "storage space", "storage limit", "storage full", "exceeded its storage", "not enough storage", "insufficient storage", "insufficient system storage", "exceeded * storage", "storage allocation",
        "not enough disk space", "no space left", "insufficient disk", "disk full", "disk is full", "disk quota", "out of disk", "low on disk", "not enough space", "insufficient space", "no disk space", "disk space", "file too large", "full disk", "file system full", "filesystem is full", "mail system full", "system full",
        "number of messages in recipient's mailbox exceeded", "too much mail", "too many messages in", "mail quota", "user's mailbox is full", "boîte pleine", "boite pleine", "quota dépassé", "quota depasse", "postfach voll", "postfach ist voll", "casella piena", "casilla llena", "buzón lleno", "переполнен", "mailbox * voll",
        "容量", "いっぱい", "邮箱已满",
    ];
}
