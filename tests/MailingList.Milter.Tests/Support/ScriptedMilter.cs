using System.Collections.Concurrent;
using System.Text;

using MailingList.Milter.Answers;
using MailingList.Milter.Events;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;

namespace MailingList.Milter.Tests.Support;

/// <summary>An application that writes down what it is told, in words, and answers as the test says.</summary>
internal sealed class ScriptedMilter : IMilter
{
    internal const MilterEvents All = (MilterEvents)0x3f;

    public MilterNeeds Needs { get; init; } = new() { Sees = All, Changes = (MilterActions)0xff };

    /// <summary>Everything so far, as in <c>rcpt dev@lists.example.org</c>.</summary>
    internal ConcurrentQueue<string> Told { get; } = [];

    /// <summary>The verdict on what is told; by default to go on.</summary>
    internal Func<string, Verdict> Answer { get; set; } = _ => Verdict.Continue;

    /// <summary>The verdict on what is told, when it takes its time.</summary>
    internal Func<string, CancellationToken, ValueTask>? Think { get; set; }

    /// <summary>What is done at the end of a message.</summary>
    internal Func<MessageChanges, ValueTask>? Change { get; set; }

    /// <summary>The peer of the latest session.</summary>
    internal MilterPeer? Peer { get; private set; }

    public MilterSession Open(MilterPeer peer)
    {
        Peer = peer;
        Answer("open");
        return new Session(this, peer);
    }

    private sealed class Session(ScriptedMilter milter, MilterPeer peer) : MilterSession
    {
        public override ValueTask<Verdict> ConnectAsync(ConnectedClient client, CancellationToken cancellation) =>
            TellAsync($"connect {client.Name} {client.Family} {client.IPAddress}", cancellation);

        public override ValueTask<Verdict> HeloAsync(string name, CancellationToken cancellation) => TellAsync($"helo {name}", cancellation);

        public override ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation) =>
            TellAsync(string.Join(' ', [$"mail {sender.Address}", .. sender.Arguments]), cancellation);

        public override ValueTask<Verdict> RecipientAsync(EnvelopeAddress recipient, CancellationToken cancellation) =>
            TellAsync(string.Join(' ', [$"rcpt {recipient.Address}", .. recipient.Arguments]), cancellation);

        public override ValueTask<Verdict> HeaderAsync(MessageHeader header, CancellationToken cancellation) =>
            TellAsync($"{(header.IsCut ? "cut " : string.Empty)}header {Encoding.Latin1.GetString(header.Bytes.Span)}", cancellation);

        public override ValueTask<Verdict> BodyAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellation) =>
            TellAsync($"body {Encoding.Latin1.GetString(chunk.Span)}", cancellation);

        public override async ValueTask<Verdict> EndAsync(MessageChanges changes, CancellationToken cancellation)
        {
            if (milter.Change is { } change)
            {
                await change(changes);
            }

            return await TellAsync("end", cancellation);
        }

        public override void ForgetMessage() => Tell("forget");

        public override void Close() => Tell("close");

        private Verdict Tell(string what)
        {
            milter.Told.Enqueue(what);
            Assert.NotNull(peer);
            return milter.Answer(what);
        }

        private async ValueTask<Verdict> TellAsync(string what, CancellationToken cancellation)
        {
            Verdict verdict = Tell(what);
            if (milter.Think is { } think)
            {
                await think(what, cancellation);
            }

            return verdict;
        }
    }
}
