namespace MailingList.IntegrationTests.Support;

/// <summary>Waits for something to become true.</summary>
internal static class Wait
{
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It did not, in a minute.</exception>
    internal static void Until(Func<bool> condition, string what, Func<string>? details = null)
    {
        if (!SpinWait.SpinUntil(condition, Long))
        {
            throw new TimeoutException($"waited {Long.TotalSeconds} s in vain: {what}\n{details?.Invoke()}");
        }
    }
}
