using MailingList.Core.Failures;
using MailingList.Replication.Consul;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>
/// Does something again and again for as long as the agent runs, whatever fails: Consul, the disk, the configuration of the cluster. What
/// fails is logged when it begins, changes and ends, not at every try.
/// </summary>
/// <param name="what">What is done, for the log.</param>
/// <param name="log">The log.</param>
/// <param name="time">The wall clock.</param>
internal sealed class Persistence(string what, Logger log, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private string? _failing;
    private TimeSpan _pause = ShortestPause;

    /// <summary>Goes on until it is cancelled.</summary>
    internal async Task RunAsync(Func<CancellationToken, Task> step, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await step(stop).ConfigureAwait(false);
                Succeeded();
            }
            catch (Exception error) when (error is ConsulException or Failure { Kind: not FailureKind.Bug })
            {
                Failed(error.Message);
                await PauseAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Succeeded()
    {
        if (_failing is not null)
        {
            log.Information("{What:l}: works again", what);
        }

        (_failing, _pause) = (null, ShortestPause);
    }

    private void Failed(string reason)
    {
        if (_failing != reason)
        {
            log.Warning("{What:l}: {Reason:l}; trying again", what, reason);
        }

        _failing = reason;
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        // Hosts that lost Consul together must not come back together.
        TimeSpan pause = _pause * (0.5 + (Random.Shared.NextDouble() / 2));
        _pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, _pause.Ticks * 2));
        try
        {
            await Task.Delay(pause, time, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Said by `stop` itself.
        }
    }
}
