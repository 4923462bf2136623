using MailingList.IntegrationTests.ByMail.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>
/// One host with a running MTA for all tests that need no other; each of them has lists and people of its own. There is one for each MTA, and each
/// test class of mail is there once for each of them: an abstract class with the tests, and two without anything that name the host.
/// </summary>
public abstract class MailHost : IDisposable
{
    /// <summary>The domain whose mails this MTA finds to be its own.</summary>
    internal const string Signed = "signed.example";

    /// <summary>The return path of who writes as somebody of that domain, and is found out.</summary>
    internal const string Forger = "forger@evil.example";

    /// <summary>Whom the port for reinjection refuses for good.</summary>
    internal const string Gone = "gone@refused.example";

    /// <summary>Whom it refuses for now.</summary>
    internal const string Later = "later@refused.example";

    private const string BySendmail = "sendmail:/usr/sbin/sendmail";

    private readonly Lazy<(Sandbox Sandbox, Mta Mta)> _made;

    private protected MailHost() => _made = new Lazy<(Sandbox Sandbox, Mta Mta)>(Make);

    /// <summary>The host.</summary>
    internal Sandbox Sandbox => _made.Value.Sandbox;

    /// <summary>Its MTA.</summary>
    internal Mta Mta => _made.Value.Mta;

    /// <summary>The port for reinjection by SMTP.</summary>
    internal int Reinjection { get; } = Ports.Free();

    /// <summary>Return paths that this MTA takes, however odd they are.</summary>
    internal abstract IReadOnlyList<string> OddSenders { get; }

    /// <summary>How a recipient arrives at the sink, which has no SMTPUTF8; null: this MTA does not send to such an address.</summary>
    internal abstract string? AtTheSink(string recipient);

    /// <summary>How its answer about an address begins that is nobody's, where lists live among mailboxes.</summary>
    internal abstract string NoSuchMailbox { get; }

    /// <summary>An MTA of the same kind for a test that disturbs others.</summary>
    internal abstract Mta Start(Sandbox sandbox, MtaNeeds needs);

    /// <summary>The same, with nothing special about it.</summary>
    internal Mta Start(Sandbox sandbox) => Start(sandbox, MtaNeeds.None);

    /// <summary>Everything is quiet and as it was, whatever a test that failed has left behind.</summary>
    internal void Begin()
    {
        Sandbox.Set("reinject", BySendmail);
        Mta.Clear();
    }

    /// <summary>From now on, until the next test, copies go back by SMTP.</summary>
    internal void ReinjectBySmtp() => Sandbox.Set("reinject", $"smtp://127.0.0.1:{Reinjection}");

    /// <summary>Somebody outside.</summary>
    internal MailUser User(string address) => new(Mta, address);

    /// <summary>A list with those owners.</summary>
    internal string NewList(string name, string[] owners, params string[] settings)
    {
        string list = $"{name}@{Sandbox.Domain}";
        Sandbox.Ok(["create", list, .. owners.SelectMany(owner => (string[])["--owner", owner]), "--set", "verp=never", .. settings.SelectMany(setting => (string[])["--set", setting])]);
        return list;
    }

    /// <summary>A list that takes posts of anybody, whether this MTA vouches for them or not, with those subscribers.</summary>
    internal string NewOpenList(string name, IEnumerable<string> subscribers, params string[] settings) =>
        Sandbox.CreateList(name, subscribers, ["author-check=none", .. settings]);

    /// <summary>Waits for one letter to each of these, and none to anybody else, and takes them out of the world.</summary>
    internal IReadOnlyList<MimeMessage> Letters(params string[] recipients)
    {
        Wait.Until(() => Mta.Sink.Copies().Count >= recipients.Length, $"letters to {string.Join(", ", recipients)}", () => Mta.Log);
        Mta.WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Mta.Sink.Copies();
        Mta.Sink.Clear();
        Assert.Equal(recipients.Order(StringComparer.OrdinalIgnoreCase), copies.SelectMany(copy => copy.Recipients).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        return [.. recipients.Select(recipient => MailUser.Parse(copies.Single(copy => copy.Recipients.Contains(recipient, StringComparer.OrdinalIgnoreCase))))];
    }

    /// <summary>Who is subscribed.</summary>
    internal string[] Subscribers(string list) =>
        [.. Sandbox.Ok("export", list).Lines.Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)];

    /// <summary>What happened to a subscription, by which way and whom.</summary>
    internal string[] Story(string list, string address) => [.. Why.Of(Sandbox, list, address).Select(line => $"{line.Event} {line.Origin} {line.By}".TrimEnd())];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_made.IsValueCreated)
        {
            Mta.Dispose();
            Sandbox.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private (Sandbox Sandbox, Mta Mta) Make()
    {
        var sandbox = new Sandbox(BySendmail);
        sandbox.Set("authserv-id", "mx1.example.net");
        var needs = new MtaNeeds
        {
            Reinjection = Reinjection,
            RefusedThere = Gone,
            DeferredThere = Later,
            Utf8 = true,
            Prepended =
            [
                (Signed, $"Authentication-Results: mx1.example.net; dmarc=pass header.from={Signed}"),
                (Forger, $"Authentication-Results: mx1.example.net; dmarc=fail (p=none dis=none) header.from={Signed}"),
            ],
        };
        return (sandbox, Start(sandbox, needs));
    }
}
