using MailingList.Milter.Sockets;

namespace MailingList.Milter;

/// <summary>Where and how a server serves.</summary>
public sealed record MilterServerOptions
{
    /// <summary>Where it listens.</summary>
    public required MilterAddress Address { get; init; }

    /// <summary>Who is told what goes wrong.</summary>
    public required IMilterLog Log { get; init; }

    /// <summary>Who may connect to a Unix socket: they need to write. By default its user and its group.</summary>
    public UnixFileMode SocketMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The group of a Unix socket, by name or number; by default our own. Postfix connects as its user and group <c>postfix</c>.</summary>
    public string? SocketGroup { get; init; }

    /// <summary>What a peer may use up.</summary>
    public MilterLimits Limits { get; init; } = new();

    /// <summary>The clock of the limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
