using MailingList.Milter.Answers;
using MailingList.Milter.Events;

namespace MailingList.Milter;

/// <summary>
/// An application's part in one connection of a client to the MTA, in which any number of messages can come one after the other. Only what
/// <see cref="IMilter.Needs"/> asks for is called, one call at a time. What is not overridden goes on.
/// </summary>
/// <remarks>
/// An exception refuses for now what was asked about, and is told to <see cref="IMilterLog"/>; the session goes on. So does a verdict that has no place where it
/// was given. The token of a call is cancelled when it has taken longer than <see cref="MilterLimits.AnswerTime"/>, and when the server is stopped for good.
/// A verdict on an event that is not among <see cref="Negotiation.MilterNeeds.Answers"/> is given at the next one that is; until then nothing more is asked.
/// </remarks>
public abstract class MilterSession
{
    /// <summary>Who connects. Any verdict but "continue" ends the session: it is for all that the client will do.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> ConnectAsync(ConnectedClient client, CancellationToken cancellation) => default;

    /// <summary>The name that the client gives itself. It may do so several times: after STARTTLS, or at will.</summary>
    /// <param name="name">The name, as it comes.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> HeloAsync(string name, CancellationToken cancellation) => default;

    /// <summary>The sender: a message begins.</summary>
    /// <param name="sender">The sender, which may be nobody.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> SenderAsync(EnvelopeAddress sender, CancellationToken cancellation) => default;

    /// <summary>A recipient. A refusal is for this one alone, and leaves the others untouched.</summary>
    /// <param name="recipient">The recipient. Postfix asks only about those that it takes itself.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> RecipientAsync(EnvelopeAddress recipient, CancellationToken cancellation) => default;

    /// <summary>The header is complete.</summary>
    /// <param name="header">All of it, up to the limits; it stays good.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> HeaderAsync(MessageHeader header, CancellationToken cancellation) => default;

    /// <summary>A part of the body, with lines that end with CRLF; its borders are anywhere, even between CR and LF.</summary>
    /// <param name="chunk">The bytes, good until the call is over.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> BodyAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellation) => default;

    /// <summary>The end of the message: the only place to change it, and the last word on it.</summary>
    /// <param name="changes">What can be done to the message, until the call is over.</param>
    /// <param name="cancellation">When to stop thinking.</param>
    public virtual ValueTask<Verdict> EndAsync(MessageChanges changes, CancellationToken cancellation) => default;

    /// <summary>
    /// The message is over, whatever became of it: after the last word on it, or because the client or the MTA gave it up. Called once for each message. What was
    /// kept for it is kept for nobody; what is known of the client stays.
    /// </summary>
    public virtual void ForgetMessage()
    {
    }

    /// <summary>The client is gone: nothing more is called.</summary>
    public virtual void Close()
    {
    }
}
