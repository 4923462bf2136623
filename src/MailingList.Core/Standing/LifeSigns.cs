using MailingList.Core.Arrival;
using MailingList.Core.Subscriptions;

namespace MailingList.Core.Standing;

/// <summary>Whoever writes can be written to: what came back from them until then counts no more, and the posts come again.</summary>
/// <param name="store">The lists.</param>
/// <param name="recovery">What follows.</param>
public sealed class LifeSigns(ISubscriptionStore store, Recovery recovery)
{
    /// <summary>Takes notice of a mail that was taken. Automatic mail is none: a vacation program lives longer than a mailbox.</summary>
    /// <returns>Whether it changed anything.</returns>
    public bool Take(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.Envelope.HasNullReturnPath || AutoSubmitted.Keywords(post.Header).Any())
        {
            return false;
        }

        bool isChanged = false;
        foreach (Author author in post.Authors.Where(author => author.IsAuthenticated != false && recovery.IsNeeded(author.Address)))
        {
            string? messageId = post.Header.All("Message-ID").FirstOrDefault()?.Value;
            isChanged |= store.Write(() => recovery.Clear(post.List, author.Address, Cause.ByMail(Cause.Mail, author.Address, messageId)));
        }

        return isChanged;
    }
}
