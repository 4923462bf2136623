using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail.Support;

/// <summary>One host with one real Postfix for all tests that need no other; each of them has lists and people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneMailHost : ICollectionFixture<OneMailHost>, IDisposable
{
    /// <summary>The name of the collection of those tests.</summary>
    public const string Name = "one mail host";

    /// <summary>The domain whose mails this Postfix finds to be its own.</summary>
    internal const string Signed = "signed.example";

    /// <summary>The return path of who writes as somebody of that domain, and is found out.</summary>
    internal const string Forger = "forger@evil.example";

    // What programs that check mails have Postfix do (policyd-spf, for one): a field above its own Received field, whatever else there is.
    private const string Border =
        "smtpd_sender_restrictions = check_sender_access inline:{\n"
        + $"  {{ {Signed} = PREPEND Authentication-Results: mx1.example.net; dmarc=pass header.from={Signed} }},\n"
        + $"  {{ {Forger} = PREPEND Authentication-Results: mx1.example.net; dmarc=fail (p=none dis=none) header.from={Signed} }} }}\n";

    private readonly Lazy<(Sandbox Sandbox, Postfix Postfix)> _made = new(Make);

    /// <summary>The host.</summary>
    internal Sandbox Sandbox => _made.Value.Sandbox;

    /// <summary>Its Postfix.</summary>
    internal Postfix Postfix => _made.Value.Postfix;

    /// <summary>Everything is quiet, whatever a test that failed has left behind.</summary>
    internal void Begin()
    {
        Postfix.WaitUntilEmpty();
        Postfix.Sink.Clear();
    }

    /// <summary>Somebody outside.</summary>
    internal MailUser User(string address) => new(Postfix, address);

    /// <summary>A list with those owners, whose posts have one return path for all.</summary>
    internal string NewList(string name, string[] owners, params string[] settings)
    {
        string list = $"{name}@{Sandbox.Domain}";
        Sandbox.Ok(["create", list, .. owners.SelectMany(owner => (string[])["--owner", owner]), "--set", "verp=never", .. settings.SelectMany(setting => (string[])["--set", setting])]);
        return list;
    }

    /// <summary>Waits for one letter to each of these, and none to anybody else, and takes them out of the world.</summary>
    internal IReadOnlyList<MimeMessage> Letters(params string[] recipients)
    {
        Wait.Until(() => Postfix.Sink.Copies().Count >= recipients.Length, $"letters to {string.Join(", ", recipients)}", () => Postfix.Log);
        Postfix.WaitUntilEmpty();
        IReadOnlyList<Copy> copies = Postfix.Sink.Copies();
        Postfix.Sink.Clear();
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
            Postfix.Dispose();
            Sandbox.Dispose();
        }
    }

    private static (Sandbox Sandbox, Postfix Postfix) Make()
    {
        var sandbox = new Sandbox("sendmail:/usr/sbin/sendmail");
        sandbox.Set("authserv-id", "mx1.example.net");
        return (sandbox, new Postfix(sandbox, Border));
    }
}
