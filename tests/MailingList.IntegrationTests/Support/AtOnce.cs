namespace MailingList.IntegrationTests.Support;

/// <summary>Does things at the same time, each on a thread of its own: the thread pool would let most of them wait.</summary>
internal static class AtOnce
{
    internal static TResult[] Run<T, TResult>(IEnumerable<T> items, Func<T, TResult> work) =>
        Task.WhenAll(items.Select(item => Task.Factory.StartNew(
            () => work(item), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray()).Result;
}
