using MailingList.Configuration;
using MailingList.Core.Expansion;
using MailingList.Core.Letters;
using MailingList.Core.Requests;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;
using MailingList.Store;

namespace MailingList.Hosting;

/// <summary>The object graph around letters: what they are written with, and how they come to the MTA.</summary>
/// <param name="configuration">What the admin decided.</param>
/// <param name="database">The database.</param>
/// <param name="store">The lists.</param>
/// <param name="openSubmitter">The way to the MTA, for one message.</param>
internal sealed class LetterDesk(HostConfiguration configuration, Database database, ISubscriptionStore store, Func<ISubmitter> openSubmitter)
{
    private readonly bool _sharing = configuration.Consul is not null;
    private readonly RequestJournal _journal = new(database, configuration.JournalLock);

    /// <summary>The road of what is asked by mail.</summary>
    internal RequestRoad Road() => new(store, _journal, Outbox(), Writing(), Mint(), configuration.AuthservIds);

    /// <summary>Does something to subscriptions at the shell, and sends the letters that it gives rise to.</summary>
    /// <param name="change">Runs what it is given in a transaction, and tells the other hosts.</param>
    /// <param name="work">What is done.</param>
    /// <returns>Its result, and what was written to whom or not.</returns>
    internal (T Result, IReadOnlyList<string> Letters) Run<T>(Func<Func<T>, T> change, Func<SubscriptionChanges, Correspondence, T> work)
    {
        string errand = Guid.NewGuid().ToString("N");
        using IDisposable held = _journal.Hold(errand);
        Outbox outbox = Outbox();
        Correspondence letters = Writing().Begin(Mint(), Occasion.None);
        T result = change(() =>
        {
            T done = work(new SubscriptionChanges(store, letters), letters);
            outbox.Put(errand, letters.Written);
            return done;
        });
        outbox.Send(errand);
        return (result, letters.Log);
    }

    /// <summary>The letters on their way.</summary>
    internal Outbox Outbox() => new(new OutboxTable(database), _journal, openSubmitter, database.Time);

    private Writing Writing() => new(new Templates(new TemplateFolder(configuration.Templates)), new LetterTable(database, _sharing), configuration.Limits, database.Time);

    private TokenMint Mint() => new(new SecretTable(database, _sharing).Keys(), database.Time);
}
