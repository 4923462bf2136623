namespace MailingList.Agent;

/// <summary>Tells systemd's watchdog that the process turns round, where no other loop does it.</summary>
/// <param name="alive">Tells it.</param>
internal sealed class Heartbeat(Action alive)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    internal async Task StepAsync(CancellationToken stop)
    {
        alive();
        await Task.Delay(Beat, TimeProvider.System, stop).ConfigureAwait(false);
    }
}
