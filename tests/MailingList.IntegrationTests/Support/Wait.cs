namespace MailingList.IntegrationTests.Support;

/// <summary>Waits for something to become true.</summary>
internal static class Wait
{
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It did not within the limit, by default a minute.</exception>
    internal static void Until(Func<bool> condition, string what, Func<string>? details = null, TimeSpan? limit = null)
    {
        if (!SpinWait.SpinUntil(condition, limit ?? Long))
        {
            throw new TimeoutException($"waited {(limit ?? Long).TotalSeconds} s in vain: {what}\n{details?.Invoke()}");
        }
    }
}
