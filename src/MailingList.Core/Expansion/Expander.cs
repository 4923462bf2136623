using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;

namespace MailingList.Core.Expansion;

/// <summary>Who gets a post, in which batches, from which return path.</summary>
/// <param name="lists">Where the subscribers are.</param>
/// <param name="post">The post.</param>
public sealed class Expander(IListReader lists, Post post)
{
    // Authors who know what they wrote.
    private readonly EmailAddress[] _except = [.. post.Authors.Where(author => author.Subscriber is { OwnPosts: false }).Select(author => author.Address)];

    /// <summary>
    /// The batches after a cursor. Each is read when it is asked for, in the order of the addresses' keys: so a subscriber who goes
    /// meanwhile gets nothing any more, nobody is met twice, and no read stays open while the journal writes.
    /// </summary>
    public IEnumerable<Batch> BatchesAfter(string cursor)
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
            var batch = new Batch(ReturnPath(), fitting == next.Count ? next : [.. next.Take(fitting)], isLast);
            yield return batch;

            if (isLast)
            {
                yield break;
            }

            cursor = batch.Cursor;
        }
    }

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

    // RFC 5321 section 3.9: the list's own address, never the author's. Section 6.1: what came with the null return path keeps it, or
    // a bounce to the owners could make another bounce.
    private string ReturnPath() =>
        post.Destination.Role == Role.Owner && post.Envelope.HasNullReturnPath ? string.Empty : post.List.AddressOf("bounces");
}
