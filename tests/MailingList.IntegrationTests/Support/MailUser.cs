using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>Somebody outside with an address, who writes mails through an MTA and reads what it sends out.</summary>
/// <param name="mta">The MTA.</param>
/// <param name="address">The address.</param>
internal sealed class MailUser(Mta mta, string address)
{
    internal string Address => address;

    /// <summary>Writes a mail.</summary>
    internal void Write(string recipient, string subject = "", string body = "", string headers = "") =>
        mta.Send(recipient, Some.Bytes(
            $"From: {address}\nTo: {recipient}\nSubject: {subject}\nDate: Mon, 23 Nov 2026 05:00:00 +0000\nMessage-ID: <{Guid.NewGuid():N}@example.net>\n{headers}\n{body}"), address);

    /// <summary>Writes a mail whose body a program made.</summary>
    internal void Write(string recipient, MimeMessage message, string subject = "")
    {
        message.From.Add(new MailboxAddress("Bob", address));
        message.To.Add(MailboxAddress.Parse(recipient));
        message.Subject = subject;
        message.Date = DateTimeOffset.UtcNow;
        message.MessageId = $"{Guid.NewGuid():N}@example.net";
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        mta.Send(recipient, bytes.ToArray(), address);
    }

    /// <summary>Waits for the one letter that goes out to this address, and to nobody else, and takes it out of the world.</summary>
    internal MimeMessage Receive()
    {
        Copy copy = Assert.Single(mta.WaitForCopies(1));
        mta.Sink.Clear();
        Assert.Equal([address], copy.Recipients, StringComparer.OrdinalIgnoreCase);
        return Parse(copy);
    }

    /// <summary>Waits until all is quiet, when nothing may have gone out.</summary>
    internal void ReceiveNothing()
    {
        mta.WaitUntilEmpty();
        Assert.Empty(mta.Sink.Copies());
    }

    /// <summary>Answers a letter as mail programs do: to its Reply-To, with all of its text quoted.</summary>
    internal void Reply(MimeMessage letter, string above = "", string headers = "")
    {
        string quoted = string.Join('\n', letter.TextBody!.Split('\n').Select(line => $"> {line}"));
        MailboxAddress to = letter.ReplyTo.Mailboxes.FirstOrDefault() ?? letter.From.Mailboxes.First();
        Write(to.Address, $"Re: {letter.Subject}", $"{above}On Monday, somebody wrote:\n{quoted}", headers);
    }

    internal static MimeMessage Parse(Copy copy)
    {
        using var bytes = new MemoryStream(copy.Message);
        return MimeMessage.Load(bytes);
    }
}
