using System.Collections.Concurrent;
using System.Text;

using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;

namespace MailingList.Milter.Tests.Support;

/// <summary>
/// A small application that does as it is told by whoever sends mail: a word such as <c>do-reject</c> in a name, an address, the body, or the fields X-At-Header
/// and X-At-End is its verdict there (see <see cref="Orders"/>), and each field X-Change is a change that it makes.
/// </summary>
internal sealed class ObedientMilter(MilterNeeds needs) : IMilter
{
    internal static readonly MilterNeeds Everything = new()
    {
        Sees = ScriptedMilter.All,
        Changes = (MilterActions)0xff,
        Macros = new Dictionary<MacroStage, string> { [MacroStage.Recipient] = "i {rcpt_addr} {rcpt_mailer} {rcpt_host} {client_addr}" },
    };

    /// <summary>As a filter of lists would have it: it says something at recipients and at the end.</summary>
    internal static readonly MilterNeeds Silent = new()
    {
        Sees = ScriptedMilter.All,
        Answers = MilterEvents.Recipient,
        Changes = (MilterActions)0xff,
    };

    public MilterNeeds Needs => needs;

    /// <summary>What it has heard, in words.</summary>
    internal ConcurrentQueue<string> Told { get; } = [];

    /// <summary>The peer of the latest session.</summary>
    internal MilterPeer? Peer { get; private set; }

    public MilterSession Open(MilterPeer peer)
    {
        Peer = peer;
        Told.Enqueue("open");
        return new Session(this, peer);
    }

    private sealed class Session(ObedientMilter milter, MilterPeer peer) : MilterSession
    {
        private readonly List<string> _fields = [];

        private long _body;

        public override ValueTask<Verdict> ConnectAsync(ConnectedClient client, CancellationToken cancellation) =>
            Obey($"connect {client.Name} {client.IPAddress}");

        public override ValueTask<Verdict> HeloAsync(string name, CancellationToken cancellation) => Obey($"helo {name}");

        public override ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation) =>
            Obey(string.Join(' ', [$"mail {sender.Raw}", .. sender.Arguments]));

        public override ValueTask<Verdict> RecipientAsync(EnvelopeAddress recipient, CancellationToken cancellation) =>
            Obey($"rcpt {string.Join(' ', [recipient.Raw, .. recipient.Arguments])} i={peer.Macro("i")} mailer={peer.Macro("rcpt_mailer")} client={peer.Macro("{client_addr}")}");

        public override ValueTask<Verdict> HeaderAsync(MessageHeader header, CancellationToken cancellation)
        {
            _fields.AddRange(header.Fields.Select(each => Encoding.UTF8.GetString(each.Name.Span) + ":" + Encoding.UTF8.GetString(each.Value.Span)));
            milter.Told.Enqueue("header " + Encoding.UTF8.GetString(header.Bytes.Span));
            return Orders.VerdictAsync(Field("X-At-Header").FirstOrDefault(string.Empty));
        }

        public override ValueTask<Verdict> BodyAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellation)
        {
            _body += chunk.Length;
            return Orders.VerdictAsync(Encoding.Latin1.GetString(chunk.Span));
        }

        public override async ValueTask<Verdict> EndAsync(MessageChanges changes, CancellationToken cancellation)
        {
            milter.Told.Enqueue($"end {_body}");
            foreach (string order in Field("X-Change"))
            {
                await Orders.ChangeAsync(order, changes);
            }

            return await Orders.VerdictAsync(Field("X-At-End").FirstOrDefault(string.Empty));
        }

        public override void ForgetMessage()
        {
            _fields.Clear();
            _body = 0;
            milter.Told.Enqueue("forget");
        }

        public override void Close() => milter.Told.Enqueue("close");

        private IEnumerable<string> Field(string name) =>
            _fields.Where(field => field.StartsWith(name + ":", StringComparison.Ordinal)).Select(field => field[(name.Length + 1)..].Trim());

        private ValueTask<Verdict> Obey(string what)
        {
            milter.Told.Enqueue(what);
            return Orders.VerdictAsync(what);
        }
    }
}
