using MailingList.Core.Expansion;
using MailingList.Core.Letters;
using MailingList.Core.Requests;
using MailingList.Core.Standing;
using MailingList.Core.Subscriptions;
using MailingList.Store;
using MailingList.Verbs;

namespace MailingList.Hosting;

/// <summary>The object graph around letters: what they are written with, and how they come to the MTA.</summary>
/// <param name="session">The store.</param>
/// <param name="openSubmitter">The way to the MTA, for one message.</param>
internal sealed class LetterDesk(Session session, Func<ISubmitter> openSubmitter)
{
    private readonly bool _sharing = session.Configuration.Consul is not null;
    private readonly RequestJournal _journal = new(session.Database, session.JournalLock);

    /// <summary>For a verb at the shell.</summary>
    internal LetterDesk(Session session)
        : this(session, () => session.Configuration.Reinject.Open(
            session.Configuration.Data, refused => Console.Error.WriteLine($"the MTA refuses for good: {refused}"), CancellationToken.None))
    {
    }

    /// <summary>The road of what is asked by mail.</summary>
    internal RequestRoad Road() => new(session.Subscriptions, _journal, Outbox(), Writing(), session.Tokens(), session.Authentication);

    /// <summary>The road of what comes back.</summary>
    internal BounceRoad Returns() => new(session.Subscriptions, session.Bounces, _journal, Outbox(), Writing(), session.Tokens(), session.ReturnPaths());

    /// <summary>
    /// Does what time does to addresses from which mail comes back. The letters that it gives rise to are not sent yet (<see cref="Send"/>): the
    /// other hosts are to know of a probe before it can come back.
    /// </summary>
    /// <returns>What was written to whom or not, and the errands whose letters wait.</returns>
    internal (IReadOnlyList<string> Letters, IReadOnlyList<string> Errands) SweepBounces()
    {
        var sweep = new BounceSweep(session.Subscriptions, session.Bounces, session.ReturnPaths(), session.Database.Time);
        List<string> log = [];
        List<string> errands = [];
        foreach (Action<Correspondence> step in sweep.Steps())
        {
            string errand = NewErrand();
            IReadOnlyList<string> letters = Write(errand, Occasion.None, session.Database.Write, correspondence =>
            {
                step(correspondence);
                return true;
            }).Letters;
            if (letters.Count > 0)
            {
                log.AddRange(letters);
                errands.Add(errand);
            }
        }

        return (log, errands);
    }

    /// <summary>Sends the letters of errands. What the MTA does not take now is sent later (<see cref="Core.Requests.Outbox.SendLeft"/>).</summary>
    internal void Send(IEnumerable<string> errands)
    {
        foreach (string errand in errands)
        {
            using IDisposable held = _journal.Hold(errand);
            Outbox().Send(errand);
        }
    }

    /// <summary>Does something to subscriptions at the shell, tells the other hosts, and sends the letters that it gives rise to.</summary>
    /// <param name="work">What is done.</param>
    /// <returns>Its result, and what was written to whom or not.</returns>
    internal (T Result, IReadOnlyList<string> Letters) Run<T>(Func<SubscriptionChanges, Correspondence, T> work) =>
        Run(Occasion.None, session.Change, letters => work(new SubscriptionChanges(session.Subscriptions, letters), letters));

    /// <summary>Writes letters because of a mail, and sends them.</summary>
    /// <returns>What was written to whom or not.</returns>
    internal IReadOnlyList<string> Answer(Occasion occasion, Func<Correspondence, bool> write) => Run(occasion, session.Database.Write, write).Letters;

    private (T Result, IReadOnlyList<string> Letters) Run<T>(Occasion occasion, Func<Func<T>, T> change, Func<Correspondence, T> work)
    {
        string errand = NewErrand();
        using IDisposable held = _journal.Hold(errand);
        (T Result, IReadOnlyList<string> Letters) done = Write(errand, occasion, change, work);
        Outbox().Send(errand);
        return done;
    }

    private (T Result, IReadOnlyList<string> Letters) Write<T>(string errand, Occasion occasion, Func<Func<T>, T> change, Func<Correspondence, T> work)
    {
        Correspondence letters = Writing().Begin(session.Tokens(), occasion);
        T result = change(() =>
        {
            T done = work(letters);
            Outbox().Put(errand, letters.Written);
            return done;
        });
        return (result, letters.Log);
    }

    private static string NewErrand() => Guid.NewGuid().ToString("N");

    /// <summary>The letters on their way.</summary>
    internal Outbox Outbox() => new(new OutboxTable(session.Database), _journal, openSubmitter, session.Database.Time);

    private Writing Writing() => new(new Templates(new TemplateFolder(session.Configuration.Templates)), new LetterTable(session.Database, _sharing), session.Configuration.Limits, session.Database.Time);
}
