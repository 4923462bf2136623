using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <summary>What a conversation needs of the socket that it is held on.</summary>
internal interface IConversationWire
{
    /// <summary>What is to be sent.</summary>
    FrameWriter Replies { get; }

    /// <summary>Sends it.</summary>
    /// <exception cref="DisconnectedException">There is nobody any more to send it to.</exception>
    ValueTask FlushAsync();

    /// <summary>The application is about to be called: its time begins.</summary>
    /// <returns>When it must stop thinking.</returns>
    CancellationToken BeginCall();

    /// <summary>The application has reported progress: its time begins anew.</summary>
    void ProlongCall();

    /// <summary>The application has answered.</summary>
    void EndCall();
}
