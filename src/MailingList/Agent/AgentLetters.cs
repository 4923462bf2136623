using System.Threading.Channels;

using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
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

    private readonly Channel<(PostHead Post, Verdict.Reject Refused)> _notices =
        Channel.CreateBounded<(PostHead, Verdict.Reject)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has the author told, when there is time: the sender is on the line.</summary>
    internal void Tell(PostHead post, Verdict.Reject refused)
    {
        bool isCertain = post.Authors is [var author] && !post.Envelope.HasNullReturnPath
            && authentication.IsAuthenticated(post.Header, author.Address, AuthenticationMethods.All);
        if (isCertain)
        {
            _notices.Writer.TryWrite((post, refused));
        }
    }

    internal async Task StepAsync(CancellationToken stop)
    {
        foreach (string failed in desk.Outbox().SendLeft())
        {
            log.Warning("a letter that was left behind is still here: {Reason:l}", failed);
        }

        Task<bool> news = _notices.Reader.WaitToReadAsync(stop).AsTask();
        await Task.WhenAny(news, Task.Delay(Look, TimeProvider.System, stop)).ConfigureAwait(false);
        while (_notices.Reader.TryRead(out (PostHead Post, Verdict.Reject Refused) notice))
        {
            Write(notice.Post, notice.Refused);
        }
    }

    private void Write(PostHead post, Verdict.Reject refused)
    {
        IReadOnlyList<string> done = desk.Answer(
            Occasion.Of(post.Authors[0].Address, post.Header),
            letters => letters.Answer(post.List, LetterKind.Refused, post.Authors[0].Address, (Placeholders.Reason, refused.Text)));
        log.Information("to={Recipient:l} author told: {Done:l}", post.Envelope.Recipient, string.Join("; ", done));
    }
}
