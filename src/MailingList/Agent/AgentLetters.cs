using System.Threading.Channels;

using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Hosting;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>
/// The letters that the agent hands to the MTA: what a process left behind that was killed, and whose mail nobody brings again; and notices
/// to authors whose message a list did not take while its other recipients have it. Only where it is certain who the author is, and within the
/// limits of all letters: such a notice is a courtesy, and what was refused is in the log.
/// </summary>
/// <param name="desk">Writes and sends letters.</param>
/// <param name="authentication">Says whether a mail comes from its author's domain.</param>
/// <param name="log">The log.</param>
internal sealed class AgentLetters(LetterDesk desk, AuthorAuthentication authentication, Logger log)
{
    private const int MostWaiting = 1000;

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // Who tells never waits: TryWrite says that there is no room.
    private readonly Channel<(PostHead Post, Verdict.Reject Refused)> _notices =
        Channel.CreateBounded<(PostHead, Verdict.Reject)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });

    // Kept while there is no news: the channel forgets nobody who waits.
    private Task<bool>? _news;

    /// <summary>Has the author told, when there is time: the sender is on the line.</summary>
    internal void Tell(PostHead post, Verdict.Reject refused)
    {
        bool isCertain = post.SoleAuthor is { } author && !post.Envelope.HasNullReturnPath
            && authentication.IsAuthenticated(post.Header, author.Address, AuthenticationMethods.All);
        if (isCertain && !_notices.Writer.TryWrite((post, refused)))
        {
            log.Warning("to={Recipient:l} author not told: {Most} others wait for that", post.Envelope.Recipient, MostWaiting);
        }
    }

    /// <summary>Writes what there is to write; else waits for it for a while.</summary>
    internal async Task StepAsync(CancellationToken stop)
    {
        foreach (string failed in desk.Outbox().SendLeft())
        {
            log.Warning("a letter that was left behind is still here: {Reason:l}", failed);
        }

        _news ??= _notices.Reader.WaitToReadAsync(stop).AsTask();
        await ((Task)_news).WaitAsync(Look, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_news.IsCompleted)
        {
            _news = null;
        }

        while (!stop.IsCancellationRequested && _notices.Reader.TryRead(out (PostHead Post, Verdict.Reject Refused) notice))
        {
            Write(desk, notice.Post, notice.Refused);
        }
    }

    /// <summary>Writes all that waits, when nobody tells of more. What the MTA does not take now stays in the store, and goes out after the next start.</summary>
    /// <param name="goodbye">Writes and sends letters, without much time for it.</param>
    internal void WriteRest(LetterDesk goodbye)
    {
        while (_notices.Reader.TryRead(out (PostHead Post, Verdict.Reject Refused) notice))
        {
            try
            {
                Write(goodbye, notice.Post, notice.Refused);
            }
            catch (Failure failure)
            {
                log.Warning("to={Recipient:l} author not told now: {Reason:l}", notice.Post.Envelope.Recipient, failure.Message);
            }
        }
    }

    private void Write(LetterDesk by, PostHead post, Verdict.Reject refused)
    {
        IReadOnlyList<string> done = by.Answer(
            Occasion.Of(post.Authors[0].Address, post.Header),
            letters => letters.Answer(post.List, LetterKind.Refused, post.Authors[0].Address, (Placeholders.Reason, refused.Text)));
        log.Information("to={Recipient:l} author told: {Done:l}", post.Envelope.Recipient, string.Join("; ", done));
    }
}
