using MailingList.Milter;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;
using MailingList.Milter.Sockets;

namespace MailingList.Benchmarks.Filter;

/// <summary>A filter that sees and answers what the list filter does, on the same library, and lets everything go on.</summary>
internal sealed class IdleFilter : IMilter, IMilterLog, IDisposable
{
    private readonly MilterServer _server;

    internal IdleFilter(string socket)
    {
        Socket = socket;
        _server = MilterServer.Start(
            this, new MilterServerOptions { Address = MilterAddress.Parse($"unix:{socket}"), Log = this, SocketMode = (UnixFileMode)0b110_110_110 });
    }

    /// <summary>Where it listens.</summary>
    internal string Socket { get; }

    public MilterNeeds Needs { get; } = new()
    {
        Sees = MilterEvents.Sender | MilterEvents.Recipient | MilterEvents.Header | MilterEvents.Body,
        Answers = MilterEvents.Recipient | MilterEvents.Header,
        Changes = MilterActions.DeleteRecipients,
        Macros = new Dictionary<MacroStage, string> { [MacroStage.Recipient] = "{rcpt_addr} {rcpt_mailer}", [MacroStage.EndOfMessage] = "i" },
    };

    public MilterSession Open(MilterPeer peer) => new Session();

    public void Debug(string text)
    {
    }

    public void Warning(string text, Exception? exception = null) => Console.Error.WriteLine($"{text} {exception}");

    public void Dispose() => _server.StopAsync(TimeSpan.Zero).GetAwaiter().GetResult();

    private sealed class Session : MilterSession;
}
