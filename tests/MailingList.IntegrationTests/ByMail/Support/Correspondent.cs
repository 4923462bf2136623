using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail.Support;

/// <summary>Somebody whose mails reach one host or another, as MX records have it, and who reads what any of them sends.</summary>
/// <param name="address">Their address.</param>
internal sealed class Correspondent(string address)
{
    // Of each host, how much was looked at.
    private readonly Dictionary<Sandbox, int> _seen = [];

    internal string Address => address;

    /// <summary>Writes to a host, which takes the mail.</summary>
    internal void Write(Sandbox host, string recipient, string body = "")
    {
        _seen[host] = Copies(host).Length;
        Expect.Done(host.Deliver(recipient, Some.Post(body, address), address));
    }

    /// <summary>Answers a letter, by way of whichever host.</summary>
    internal void Answer(Sandbox host, MimeMessage letter) => Write(host, letter.ReplyTo.Mailboxes.Single().Address, letter.TextBody!);

    /// <summary>Writes, reads the one answer of that host, and answers it there.</summary>
    internal void Confirm(Sandbox host, string recipient, string body = "")
    {
        Write(host, recipient, body);
        Answer(host, Letter(host));
    }

    /// <summary>The one letter that came from a host since this person wrote to it, or since the last look.</summary>
    internal MimeMessage Letter(Sandbox host) => MailUser.Parse(Assert.Single(New(host)));

    /// <summary>All letters that came from a host since then.</summary>
    internal IReadOnlyList<MimeMessage> Letters(Sandbox host) => [.. New(host).Select(MailUser.Parse)];

    /// <summary>Nothing came from that host.</summary>
    internal void HearsNothing(Sandbox host) => Assert.Empty(New(host));

    private Copy[] New(Sandbox host)
    {
        Copy[] copies = Copies(host);
        int seen = _seen.GetValueOrDefault(host);
        _seen[host] = copies.Length;
        return copies[seen..];
    }

    private Copy[] Copies(Sandbox host) => [.. host.Copies().Where(copy => copy.Recipients.Contains(address))];
}
