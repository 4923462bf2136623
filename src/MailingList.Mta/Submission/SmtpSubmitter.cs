using System.Net.Sockets;
using System.Text;

using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;

using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

using MimeKit;

namespace MailingList.Mta.Submission;

/// <summary>
/// Hands batches to an SMTP server on this host that takes everything from us: a port of the MTA without the lists' own milter. One
/// connection a message, one transaction a batch.
/// </summary>
/// <param name="host">The server.</param>
/// <param name="port">Its port.</param>
/// <param name="report">Hears of recipients that the server refuses for good, with its words: nobody is left out in silence.</param>
/// <param name="cancellation">Ends a conversation that hangs.</param>
public sealed class SmtpSubmitter(string host, int port, Action<string> report, CancellationToken cancellation) : ISubmitter
{
    private Client? _client;

    /// <inheritdoc/>
    public void Submit(Batch batch, CookedMessage message)
    {
        try
        {
            Connect().Send(message, batch, report, cancellation);
        }
        catch (Exception error) when (error is CommandException or ProtocolException or IOException or SocketException or OperationCanceledException)
        {
            throw Failure.Temporary($"smtp://{host}:{port} did not take the message: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private Client Connect()
    {
        if (_client is null)
        {
            _client = new Client();
            // A server on this host: there is nobody on the way.
            _client.Connect(host, port, SecureSocketOptions.None, cancellation);
        }

        return _client;
    }

    /// <summary>MailKit's client, with our judgement of what a refused recipient means.</summary>
    private sealed class Client : SmtpClient
    {
        private readonly List<string> _refused = [];

        internal void Send(CookedMessage message, Batch batch, Action<string> report, CancellationToken cancellation)
        {
            _refused.Clear();
            using MimeMessage passThrough = PassThroughMessage.For(message);
            try
            {
                FormatOptions format = FormatOptions.Default.Clone();
                // Without SMTPUTF8 the server says itself what it makes of such an address.
                format.International = batch.Recipients[0].NeedsSmtpUtf8 && Capabilities.HasFlag(SmtpCapabilities.UTF8);
                Send(format, passThrough, Mailbox(batch.ReturnPath), batch.Recipients.Select(recipient => Mailbox(recipient.Wire)), cancellation);
            }
            catch (SmtpCommandException) when (_refused.Count == batch.Recipients.Count)
            {
                // All of them for good: there is nobody whom another try would reach.
            }

            _refused.ForEach(report);
        }

        // For good (5yz): the others get the post. For now (4yz): the whole batch waits, for it is taken as one.
        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if ((int)response.StatusCode < 500)
            {
                base.OnRecipientNotAccepted(message, mailbox, response);
            }

            _refused.Add($"{mailbox.Address}: {(int)response.StatusCode} {response.Response}");
        }

        // The address has been checked where it came in; MimeKit would read it again by rules of its own.
        private static MailboxAddress Mailbox(string address)
        {
            var mailbox = new MailboxAddress(Encoding.UTF8, string.Empty, "a@b");
            mailbox.Address = address;
            return mailbox;
        }
    }
}
