using MailingList.IntegrationTests.Support;
using MailingList.Milter;
using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;
using MailingList.Milter.Sockets;

namespace MailingList.IntegrationTests.Milter.Support;

/// <summary>What OpenDMARC does, as far as it concerns us: it writes into each message that one domain's mails come from there, and nobody else's.</summary>
internal sealed class DmarcMilter : IMilter, IMilterLog, IDisposable
{
    /// <summary>The domain.</summary>
    internal const string Signed = "signed.example";

    private readonly MilterServer _server;

    internal DmarcMilter() =>
        _server = MilterServer.Start(this, new MilterServerOptions { Address = MilterAddress.Parse($"inet:127.0.0.1:{Ports.Free()}"), Log = this });

    /// <summary>What Postfix has to be told, to be put in front of ours.</summary>
    internal string Address => _server.Address.ToString();

    public MilterNeeds Needs { get; } = new() { Sees = MilterEvents.Sender, Answers = MilterEvents.None, Changes = MilterActions.AddHeaders };

    public MilterSession Open(MilterPeer peer) => new Session();

    public void Debug(string text)
    {
    }

    public void Warning(string text, Exception? exception = null) => Console.Error.WriteLine($"{text} {exception}");

    public void Dispose() => _server.StopAsync(TimeSpan.FromSeconds(1)).GetAwaiter().GetResult();

    private sealed class Session : MilterSession
    {
        private string _domain = string.Empty;

        public override ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation)
        {
            _domain = sender.Address.Split('@')[^1];
            return default;
        }

        // OpenDKIM and OpenDMARC insert it there: in Postfix, below its own Received.
        public override ValueTask<Verdict> EndAsync(MessageChanges changes, CancellationToken cancellation)
        {
            changes.InsertHeader(1, "Authentication-Results", $"mx1.example.net; dmarc={(_domain == Signed ? "pass" : "none")} header.from={_domain}");
            return default;
        }
    }
}
