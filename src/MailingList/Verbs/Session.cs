using MailingList.Configuration;
using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Hosting;
using MailingList.Store;

namespace MailingList.Verbs;

/// <summary>The object graph of a verb: the configuration, and the store as the configured user sees it.</summary>
internal sealed class Session : IDisposable
{
    private Session(HostConfiguration configuration)
    {
        Configuration = configuration;
        Database = Database.Open(configuration.Database, configuration.Host, configuration.LockWait, TimeProvider.System);
        // No [consul] yet: every host stands alone.
        Lists = new ListStore(Database, sharing: false);
    }

    internal HostConfiguration Configuration { get; }

    internal Database Database { get; }

    internal ListStore Lists { get; }

    public void Dispose() => Database.Dispose();

    /// <summary>Reads the configuration, becomes its user and opens the store.</summary>
    internal static Session Open(string? configurationOption) =>
        Open(HostConfiguration.Read(HostConfiguration.PathFrom(configurationOption)));

    /// <summary>Becomes the configured user and opens the store.</summary>
    internal static Session Open(HostConfiguration configuration)
    {
        Account.Become(configuration.User);
        return new Session(configuration);
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
}
