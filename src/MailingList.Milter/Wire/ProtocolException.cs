namespace MailingList.Milter.Wire;

/// <summary>The peer does not speak the protocol: nothing that it says can be understood any more, and the socket is closed.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
