using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Authentication;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Standing;
using MailingList.Core.Tokens;
using MailingList.Hosting;
using MailingList.Logging;
using MailingList.Sharing;
using MailingList.Store;

using Serilog.Core;

namespace MailingList.Verbs;

/// <summary>The object graph of a verb: the configuration, and the store as the configured user sees it.</summary>
internal sealed class Session : IDisposable
{
    private readonly Logger? _log;

    private Session(HostConfiguration configuration, Func<string, string, TimeSpan, TimeProvider, Database> open)
    {
        Configuration = configuration;
        Database = open(configuration.Database, configuration.Host, configuration.LockWait, TimeProvider.System);
        Lists = new ListStore(Database, sharing: configuration.Consul is not null);
        Subscriptions = new SubscriptionStore(Database, Lists);
        JournalLock = new JournalLock(configuration.JournalLock);
        if (configuration.Consul is { } consul)
        {
            _log = Log.Open(configuration);
            Peers = new Peers(configuration, consul, Database, _log);
        }
    }

    internal HostConfiguration Configuration { get; }

    internal Database Database { get; }

    internal ListStore Lists { get; }

    /// <summary>The lists as the use cases around subscriptions see them.</summary>
    internal SubscriptionStore Subscriptions { get; }

    /// <summary>Says whether a mail comes from its author's domain.</summary>
    internal AuthorAuthentication Authentication => new(Configuration.AuthservIds);

    /// <summary>Makes and reads tokens.</summary>
    internal TokenMint Tokens() => new(Keys(), Database.Time);

    /// <summary>Makes and reads return paths.</summary>
    internal ReturnPathMint ReturnPaths() => new(Keys(), Database.Time);

    /// <summary>What came back, and what follows from it.</summary>
    internal BounceBook Bounces => new(Database, Lists, IsSharing);

    /// <summary>From whom mail came back, and what becomes of them.</summary>
    internal BouncedAddresses Bounced => new(Subscriptions, Bounces, Database.Time);

    /// <summary>What stops an address's posts, and lets them come again.</summary>
    internal Recovery Recovery => new(Subscriptions, Bounces, Database.Time);

    private bool IsSharing => Configuration.Consul is not null;

    private IReadOnlyList<byte[]> Keys() => new SecretTable(Database, IsSharing).Keys();

    /// <summary>Which mails this process is at.</summary>
    internal JournalLock JournalLock { get; }

    /// <summary>The other hosts; null: this one stands alone.</summary>
    internal Peers? Peers { get; }

    /// <summary>The other hosts.</summary>
    /// <exception cref="Failure">This host stands alone.</exception>
    internal Peers RequirePeers() =>
        Peers ?? throw Failure.Configuration($"this host stands alone: there is no [consul] in {Configuration.Path}. `mailinglist join --help` tells how it finds others");

    /// <summary>Makes changes in one transaction, and tells the other hosts.</summary>
    internal T Change<T>(Func<T> changes)
    {
        T result = Database.Write(changes);
        Publish();
        return result;
    }

    /// <summary>Tells the other hosts what changed here. What cannot be told is kept, and a person hears of it.</summary>
    internal void Publish()
    {
        if (Peers?.Publish() is { } reason)
        {
            Console.Error.WriteLine($"saved here; the other hosts will be told when that can be done ({reason})");
        }
    }

    public void Dispose()
    {
        Peers?.Dispose();
        _log?.Dispose();
        Database.Dispose();
    }

    /// <summary>Reads the configuration, becomes its user, opens the store, and looks what the other hosts changed.</summary>
    internal static Session Open(string? configurationOption)
    {
        Session session = Open(HostConfiguration.Read(HostConfiguration.PathFrom(configurationOption)));
        if (session.Peers?.CatchUp(session.Configuration.Consul!.VerbBudget, fresh: TimeSpan.Zero) is { } reason)
        {
            Console.Error.WriteLine($"this is what this host knows; the others cannot be asked ({reason})");
        }

        return session;
    }

    /// <summary>Becomes the configured user and opens the store.</summary>
    internal static Session Open(HostConfiguration configuration)
    {
        Account.Become(configuration.User);
        return new Session(configuration, Database.Open);
    }

    /// <summary>The same for reading alone.</summary>
    internal static Session OpenToRead(HostConfiguration configuration)
    {
        Account.Become(configuration.User);
        return new Session(configuration, Database.OpenToRead);
    }

    /// <summary>The list that a person named: by its address, or by its name alone where there is one domain.</summary>
    /// <exception cref="Failure">There is none.</exception>
    internal ListSnapshot List(string name) =>
        EmailAddress.TryParse(Whole(name), out EmailAddress? address, out _) && Lists.Find(address) is { } list
            ? list
            : throw Failure.NoSuchList($"there is no list {Whole(name)}: `mailinglist lists` shows those that there are");

    /// <summary>The address of a list that a person named.</summary>
    internal string Whole(string name) =>
        !name.Contains('@', StringComparison.Ordinal) && Configuration.Domains is [var domain] ? $"{name}@{domain}" : name;

    /// <summary>An address that a person typed.</summary>
    /// <exception cref="Failure">It is none.</exception>
    internal static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out EmailAddress? address, out string? reason)
            ? address
            : throw new Failure(FailureKind.BadData, "5.1.3", $"'{text}' {reason}");

    /// <summary>A <c>key=value</c> that a person typed.</summary>
    /// <exception cref="Failure">It is no setting, or no value of that setting.</exception>
    internal static Assignment Assignment(string text) =>
        Core.Lists.Assignment.TryParse(text, out Assignment? assignment, out Failure? failure) ? assignment : throw failure;
}
