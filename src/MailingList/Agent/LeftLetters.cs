using MailingList.Core.Requests;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>Hands letters to the MTA that a process left behind which was killed, and whose mail nobody brings again.</summary>
/// <param name="outbox">The letters.</param>
/// <param name="log">Hears of what cannot be handed over.</param>
internal sealed class LeftLetters(Outbox outbox, Logger log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    internal async Task StepAsync(CancellationToken stop)
    {
        foreach (string failed in outbox.SendLeft())
        {
            log.Warning("a letter that was left behind is still here: {Reason:l}", failed);
        }

        await Task.Delay(Look, TimeProvider.System, stop).ConfigureAwait(false);
    }
}
