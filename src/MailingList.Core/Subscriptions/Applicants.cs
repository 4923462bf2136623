using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Tokens;

namespace MailingList.Core.Subscriptions;

/// <summary>Lists whose owners decide who is subscribed (<see cref="SubscriptionPolicy.Approve"/>). Used inside a transaction.</summary>
/// <param name="store">The lists.</param>
/// <param name="letters">The letters.</param>
/// <param name="changes">What becomes of those who are let in.</param>
/// <param name="time">The clock.</param>
public sealed class Applicants(ISubscriptionStore store, Correspondence letters, SubscriptionChanges changes, TimeProvider time)
{
    /// <summary>Somebody confirmed that they want to be subscribed: the owners are asked, unless they have been asked and have not decided.</summary>
    /// <returns>Whether they are asked now.</returns>
    public bool Apply(ListSnapshot list, EmailAddress applicant, DeliveryMode? delivery, Cause cause)
    {
        ArgumentNullException.ThrowIfNull(list);
        bool isWaiting = store.FindApplication(list, applicant) is { Decision: ApplicationDecision.Waiting } before
            && before.Life.Time > time.GetUtcNow() - TokenMint.Validity;
        if (isWaiting)
        {
            return false;
        }

        store.Apply(list, applicant, delivery);
        store.Note(list, applicant, SubscriberEventKind.Applied, cause, string.Empty);
        foreach (EmailAddress owner in list.Owners)
        {
            letters.AskOwner(list, owner, applicant, delivery is { } mode ? Words.Of(mode) : string.Empty);
        }

        return true;
    }

    /// <summary>An owner decides. The first decision stands; an application that this host has not heard of is taken as it is told.</summary>
    /// <param name="list">The list.</param>
    /// <param name="token">What the owner brought back.</param>
    /// <param name="reason">The owner's words to who is refused; or empty.</param>
    /// <param name="messageId">The Message-ID of the owner's mail, or null.</param>
    /// <returns>False: the token belongs to an earlier application.</returns>
    public bool Decide(ListSnapshot list, Token token, string reason, string? messageId)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(token);
        EmailAddress owner = token.Holder ?? throw new ArgumentException("it was given to nobody", nameof(token));
        bool accepted = token.Purpose == TokenPurpose.Accept;
        Application? known = store.FindApplication(list, token.Address);
        EmailAddress applicant = known?.Address ?? token.Address; // as it was typed
        if (known is { Decision: ApplicationDecision.Waiting } && token.IsOvertakenBy(known.Life, time.GetUtcNow()))
        {
            return false;
        }

        if (known is { Decision: not ApplicationDecision.Waiting } || IsDecidedOtherwise(list, token, known, accepted))
        {
            letters.Answer(list, LetterKind.Decided, owner, (Placeholders.Address, applicant.Text));
            return true;
        }

        Application application = known ?? store.Apply(list, applicant, Words.TryParse(token.Detail, out DeliveryMode mode) ? mode : null);
        var cause = Cause.ByMail(Cause.Owner, owner, messageId);
        store.Decide(list, application, accepted ? ApplicationDecision.Accepted : ApplicationDecision.Rejected, owner);
        if (!accepted)
        {
            store.Note(list, applicant, SubscriberEventKind.Refused, cause, string.Empty);
            letters.Send(list, LetterKind.Rejected, applicant, (Placeholders.Address, applicant.Text), (Placeholders.Reason, reason));
            return true;
        }

        Change change = changes.Subscribe(list, new SubscriberRequest(applicant, Delivery: application.Delivery), cause, greet: list.Settings.Welcome);
        if (change != Change.Added || !list.Settings.Welcome)
        {
            letters.Send(list, LetterKind.Accepted, applicant, (Placeholders.Address, applicant.Text));
        }

        return true;
    }

    // Somebody subscribed them at the shell; or another host let them in, whose application this one has not heard of, and they have left since.
    private bool IsDecidedOtherwise(ListSnapshot list, Token token, Application? known, bool accepted) =>
        (!accepted && store.FindSubscriber(list, token.Address) is not null)
        || (known is null && store.LastLife(list, token.Address) is { } life && token.IsOvertakenBy(life, time.GetUtcNow()));
}
