using MailingList.Milter.Sessions;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Support;

/// <summary>A conversation without a socket: an MTA says something, and hears the answers.</summary>
internal sealed class Dialogue : IConversationWire, IDisposable
{
    private readonly FrameBuffer _incoming;

    private readonly List<byte> _sent = [];

    internal Dialogue(ScriptedMilter milter, MilterLimits? limits = null)
    {
        _incoming = new FrameBuffer((limits ?? new MilterLimits()).PacketBytes);
        Milter = milter;
        Conversation = new Conversation(milter, milter.Needs, limits ?? new MilterLimits(), Log, this);
    }

    public FrameWriter Replies { get; } = new();

    internal ScriptedMilter Milter { get; }

    internal RecordingLog Log { get; } = new();

    internal Conversation Conversation { get; }

    /// <summary>How often the application has reported progress.</summary>
    internal int Prolonged { get; private set; }

    /// <summary>Everything that has been sent so far.</summary>
    internal byte[] Sent => [.. _sent];

    /// <summary>A dialogue that is behind the negotiation, and whose client is connected and has said HELO.</summary>
    internal static Dialogue Greeted(ScriptedMilter milter, MilterLimits? limits = null)
    {
        var dialogue = new Dialogue(milter, limits);
        dialogue.Say(Support.Say.Options(), Support.Say.Connect(), Support.Say.Helo());
        milter.Told.Clear();
        return dialogue;
    }

    /// <summary>Says it; what is answered comes back (see <see cref="Hear"/>), and "closed" when we have had enough.</summary>
    internal string[] Say(params byte[][] packets)
    {
        int before = _sent.Count;
        bool goesOn = true;
        foreach (byte[] packet in packets)
        {
            goesOn = goesOn && Take(packet);
        }

        string[] heard = Hear.All([.. _sent[before..]]);
        return goesOn ? heard : [.. heard, "closed"];
    }

    public ValueTask FlushAsync()
    {
        Send();
        return default;
    }

    public CancellationToken BeginCall() => CancellationToken.None;

    public void ProlongCall() => Prolonged++;

    public void EndCall()
    {
    }

    public void Dispose()
    {
        Conversation.Close();
        _incoming.Dispose();
        Replies.Dispose();
    }

    private void Send()
    {
        _sent.AddRange(Replies.Written.Span);
        Replies.Clear();
    }

    private bool Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Memory<byte> space = _incoming.Space();
            int count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space.Span);
            _incoming.Received(count);
            bytes = bytes[count..];
        }

        while (_incoming.TryRead(out Frame frame))
        {
            Task<bool> taken = Conversation.TakeAsync(frame).AsTask();
            Assert.True(taken.IsCompleted, "only applications that think at once are asked here");
            if (!taken.GetAwaiter().GetResult())
            {
                return false;
            }

            Send();
        }

        return true;
    }
}
