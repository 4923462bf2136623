namespace MailingList.Milter.Sessions;

/// <summary>The socket is gone: the MTA has closed it, or we have.</summary>
internal sealed class DisconnectedException(Exception? cause) : IOException("the MTA is gone", cause);
