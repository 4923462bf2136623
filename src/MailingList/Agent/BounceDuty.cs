using MailingList.Hosting;
using MailingList.Replication.Claims;
using MailingList.Replication.Exchange;
using MailingList.Verbs;

namespace MailingList.Agent;

/// <summary>Draws conclusions from what came back: on one host of the cluster, or on one that stands alone.</summary>
/// <param name="desk">Does it, and sends the letters.</param>
/// <param name="cluster">The other hosts; null: there are none.</param>
/// <param name="tell">Hears what was written to whom or not.</param>
internal sealed class BounceDuty(LetterDesk desk, Cluster? cluster, Action<string> tell)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>The agent's, every hour. The store is opened for each turn: an agent that has nothing to do needs no memory for it.</summary>
    /// <param name="open">Opens the store.</param>
    /// <param name="begin">Who does it with that.</param>
    /// <param name="stop">Ends it.</param>
    internal static async Task StepAsync(Func<Session> open, Func<Session, BounceDuty> begin, CancellationToken stop)
    {
        // The first turn not at once: hosts start together.
        await Task.Delay(Every * (0.5 + (Random.Shared.NextDouble() / 2)), TimeProvider.System, stop).ConfigureAwait(false);
        using Session session = open();
        _ = await begin(session).RunAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Does what is due now.</summary>
    /// <returns>False: another host does it just now.</returns>
    internal async Task<bool> RunAsync(CancellationToken stop)
    {
        IReadOnlyList<string> errands = [];
        if (cluster is null)
        {
            Sweep();
        }
        else if (!await new BounceTurn(cluster).RunAsync(Sweep, stop).ConfigureAwait(false))
        {
            return false;
        }

        desk.Send(errands);
        return true;

        void Sweep()
        {
            (IReadOnlyList<string> letters, errands) = desk.SweepBounces();
            foreach (string letter in letters)
            {
                tell(letter);
            }
        }
    }
}
