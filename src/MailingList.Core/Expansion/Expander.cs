using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.ReturnPaths;

namespace MailingList.Core.Expansion;

/// <summary>Who gets a post, in which batches, from which return path.</summary>
/// <param name="lists">Where the subscribers are.</param>
/// <param name="post">The post.</param>
/// <param name="returnPath">The return path of all copies.</param>
/// <param name="verp">Who writes recipients into it.</param>
public sealed class Expander(IListReader lists, Post post, string returnPath, VerpMode verp = VerpMode.None)
{
    // In front of a key: the others are done, and those come now whom the MTA cannot write into a return path. No key begins so.
    private const char SecondPass = ' ';

    // Authors who know what they wrote.
    private readonly EmailAddress[] _except = [.. post.Authors.Where(author => author.Subscriber is { OwnPosts: false }).Select(author => author.Address)];

    /// <summary>
    /// The batches after a cursor. Each is read when it is asked for, in the order of the addresses' keys: so a subscriber who goes
    /// meanwhile gets nothing any more, nobody is met twice, and no read stays open while the journal writes.
    /// </summary>
    public IEnumerable<Batch> BatchesAfter(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return verp == VerpMode.None ? Together(cursor)
            : verp == VerpMode.ByUs ? Singly(cursor.TrimStart(SecondPass), _ => true, string.Empty)
            : cursor.StartsWith(SecondPass) ? Odd(cursor[1..])
            : Plain(cursor).Concat(Odd(string.Empty));
    }

    private IEnumerable<Batch> Together(string cursor)
    {
        while (true)
        {
            IReadOnlyList<EmailAddress> next = Next(cursor, post.List.Settings.BatchSize);
            if (next.Count == 0)
            {
                yield break;
            }

            int fitting = Fitting(next);
            bool isLast = fitting == next.Count && next.Count < post.List.Settings.BatchSize;
            var batch = new Batch(returnPath, fitting == next.Count ? next : [.. next.Take(fitting)], isLast);
            yield return batch;

            if (isLast)
            {
                yield break;
            }

            cursor = batch.Cursor;
        }
    }

    // Whoever is left out here is met in the second pass; so none of these is called the last.
    private IEnumerable<Batch> Plain(string cursor)
    {
        foreach (Batch batch in Together(cursor))
        {
            EmailAddress[] plain = [.. batch.Recipients.Where(IsPlain)];
            if (plain.Length > 0)
            {
                yield return new Batch(returnPath, plain, IsLast: false, IsVerp: true) { Cursor = batch.Cursor };
            }
        }
    }

    private IEnumerable<Batch> Odd(string cursor) => Singly(cursor, recipient => !IsPlain(recipient), SecondPass.ToString());

    private IEnumerable<Batch> Singly(string cursor, Func<EmailAddress, bool> which, string mark) =>
        from batch in Together(cursor)
        from recipient in batch.Recipients
        where which(recipient)
        select new Batch(RecipientSpelling.For(returnPath, recipient), [recipient], batch.IsLast && recipient == batch.Recipients[^1]) { Cursor = mark + recipient.Key };

    private bool IsPlain(EmailAddress recipient) => RecipientSpelling.IsPlain(returnPath, recipient);

    private IReadOnlyList<EmailAddress> Next(string cursor, int count) =>
        post.Destination.Role == Role.Owner
            ? [.. post.List.Owners
                .Where(owner => string.CompareOrdinal(owner.Key, cursor) > 0)
                .OrderBy(owner => owner.Key, StringComparer.Ordinal)
                .Take(count)]
            : lists.Recipients(post.List, cursor, count, _except);

    private static int Fitting(IReadOnlyList<EmailAddress> recipients)
    {
        int bytes = 0;
        for (int i = 0; i < recipients.Count; i++)
        {
            // An argument's terminator and the pointer to it count too.
            bytes += Encoding.UTF8.GetByteCount(recipients[i].Wire) + 1 + IntPtr.Size;
            // One recipient who needs SMTPUTF8 makes an MTA ask every host of the same queue file for it (RFC 6531 section 3.1).
            if (bytes > Batch.MostBytes || recipients[i].NeedsSmtpUtf8 != recipients[0].NeedsSmtpUtf8)
            {
                return i;
            }
        }

        return recipients.Count;
    }
}
