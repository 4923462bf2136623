namespace MailingList.Core.Lists;

/// <summary>How people come onto a list by mail.</summary>
public enum SubscriptionPolicy
{
    /// <summary>Whoever asks is subscribed at once: for internal lists, because anybody can write anybody's address into a mail.</summary>
    Open,

    /// <summary>After the address has confirmed.</summary>
    Confirm,

    /// <summary>After the address has confirmed and an owner has let it in.</summary>
    Approve,

    /// <summary>Not by mail.</summary>
    Closed,
}
