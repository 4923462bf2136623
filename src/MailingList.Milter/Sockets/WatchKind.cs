namespace MailingList.Milter.Sockets;

/// <summary>What a session waits for.</summary>
internal enum WatchKind
{
    /// <summary>Nothing: it works.</summary>
    Nothing,

    /// <summary>The MTA's next command, while nothing is owed to it: the session can end here.</summary>
    Rest,

    /// <summary>The MTA's next command in a message.</summary>
    Command,

    /// <summary>That the MTA reads what we send.</summary>
    Prompt,

    /// <summary>The application.</summary>
    Application,

    /// <summary>The application, which has been told that it takes too long.</summary>
    Overdue,

    /// <summary>Nothing any more: the socket is closed.</summary>
    CalledOff,
}
