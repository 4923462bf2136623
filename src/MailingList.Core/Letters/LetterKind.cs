namespace MailingList.Core.Letters;

/// <summary>What a mail that the program itself writes is about. What each is called in files, and what is put into it: <see cref="LetterForm"/>.</summary>
public enum LetterKind
{
    /// <summary>Asks an address whether it wants to be subscribed.</summary>
    ConfirmSubscribe,

    /// <summary>Asks a subscriber whether they want to be unsubscribed.</summary>
    ConfirmUnsubscribe,

    /// <summary>Change of address: asks the old one.</summary>
    ConfirmLeave,

    /// <summary>Change of address: asks the new one.</summary>
    ConfirmArrive,

    /// <summary>Asks a subscriber or an owner whether the commands that came by mail are theirs.</summary>
    ConfirmCommand,

    /// <summary>To an applicant: the owners decide now.</summary>
    Pending,

    /// <summary>To an owner: somebody applies.</summary>
    Approve,

    /// <summary>To an applicant who was let in, where no <see cref="Welcome"/> greets them.</summary>
    Accepted,

    /// <summary>To an applicant who was refused, with the owner's words.</summary>
    Rejected,

    /// <summary>To an owner whose decision came late.</summary>
    Decided,

    /// <summary>To a new subscriber.</summary>
    Welcome,

    /// <summary>To somebody who was unsubscribed.</summary>
    Goodbye,

    /// <summary>A subscriber's address was changed.</summary>
    Changed,

    /// <summary>The list takes no subscriptions by mail.</summary>
    Closed,

    /// <summary>The address that was to be unsubscribed, or asked after, is not subscribed.</summary>
    NotSubscribed,

    /// <summary>The address that was to be subscribed is subscribed already.</summary>
    AlreadySubscribed,

    /// <summary>How the list is used.</summary>
    Help,

    /// <summary>What the list is about.</summary>
    Info,

    /// <summary>How somebody is subscribed.</summary>
    Settings,

    /// <summary>To which lists somebody is subscribed.</summary>
    Which,

    /// <summary>Who is subscribed.</summary>
    Who,

    /// <summary>The list does not show who is subscribed.</summary>
    WhoRefused,

    /// <summary>What became of the commands of a mail.</summary>
    Results,

    /// <summary>A token came back that was altered, or is for something else.</summary>
    TokenRefused,

    /// <summary>A token came back too late.</summary>
    TokenExpired,

    /// <summary>To owners: somebody subscribed.</summary>
    NoticeSubscribed,

    /// <summary>To owners: somebody unsubscribed.</summary>
    NoticeUnsubscribed,

    /// <summary>To an author whose mail to several addresses a list did not take; the others have it.</summary>
    Refused,

    /// <summary>To a subscriber from whom mail came back on several days: whether this comes back too decides.</summary>
    Probe,

    /// <summary>To a subscriber whose <see cref="Probe"/> came back: delivery is off, and the subscription will end.</summary>
    BounceWarning,

    /// <summary>To somebody who was unsubscribed because mail came back for so long. It will probably come back too.</summary>
    BounceGoodbye,

    /// <summary>To owners: a subscriber's <see cref="Probe"/> came back, and delivery is off.</summary>
    NoticeDeliveryOff,

    /// <summary>To owners: somebody was unsubscribed because mail came back for so long.</summary>
    NoticeBounceRemoved,

    /// <summary>To owners: one post came back from so many subscribers that it is charged to none of them.</summary>
    NoticePostBounced,

    /// <summary>To owners: a mailbox provider reports that a subscriber marked a post as spam, and delivery is off.</summary>
    NoticeAbuse,

    /// <summary>To owners, weekly: from whom mail came back.</summary>
    BounceSummary,
}
