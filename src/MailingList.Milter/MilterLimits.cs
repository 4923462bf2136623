namespace MailingList.Milter;

/// <summary>What a peer may use up.</summary>
public sealed record MilterLimits
{
    /// <summary>The largest packet. Postfix sends up to 65536 bytes, sendmail up to 1 MiB where it is built so; what announces more is no MTA.</summary>
    public int PacketBytes { get; init; } = 1 << 20;

    /// <summary>The largest header; of a larger one the application is told the beginning. Postfix itself cuts single fields at 60000 bytes.</summary>
    public int HeaderBytes { get; init; } = 1 << 20;

    /// <summary>The most fields of a header; of one with more the application is told the beginning. A field costs many times its bytes, and Postfix has no limit.</summary>
    public int HeaderFields { get; init; } = 4096;

    /// <summary>The most bytes of macros that one session may hold; who sends more is no MTA.</summary>
    public int MacroBytes { get; init; } = 1 << 16;

    /// <summary>The most sessions at once; whoever comes then is hung up on. Each process of smtpd(8) needs one.</summary>
    public int Sessions { get; init; } = 4096;

    /// <summary>
    /// How long an MTA may be silent: libmilter's 7210 seconds by default, of which its documentation (smfi_settimeout) discourages to take less. A client that thinks
    /// for five minutes is silence, too.
    /// </summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(7210);

    /// <summary>How long an MTA may take for what it does at once: to begin the negotiation, to end a packet that it has begun, and to read our replies.</summary>
    public TimeSpan PromptTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long the application may think before its call is cancelled. Postfix waits 30 seconds for an answer to a command (milter_command_timeout) and 300 for one to
    /// content; a filter that needs as long at the end of a message reports progress, which starts the time anew, here as there.
    /// </summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(25);
}
