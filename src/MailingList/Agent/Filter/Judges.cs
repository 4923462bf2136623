using System.Collections.Concurrent;

using MailingList.Configuration;
using MailingList.Core.Failures;

namespace MailingList.Agent.Filter;

/// <summary>Judges for any number of callers at once. Each has a connection to the database of its own, so there are as many as were ever needed at one moment.</summary>
/// <param name="configuration">What the admin decided.</param>
internal sealed class Judges(HostConfiguration configuration) : IDisposable
{
    private readonly ConcurrentBag<Judge> _free = [];

    /// <summary>Asks a judge.</summary>
    internal T Ask<T>(Func<Judge, T> question)
    {
        Judge judge = _free.TryTake(out Judge? free) ? free : new Judge(configuration);
        bool isGood = false;
        try
        {
            T answer = question(judge);
            isGood = true;
            return answer;
        }
        catch (Failure failure) when (failure.InnerException is null)
        {
            // The judge's own word, as that this host has heard of no other for a while.
            isGood = true;
            throw;
        }
        finally
        {
            // Where the system failed, the database may be gone: the next is opened anew.
            if (isGood)
            {
                _free.Add(judge);
            }
            else
            {
                judge.Dispose();
            }
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out Judge? judge))
        {
            judge.Dispose();
        }
    }
}
