using MailingList.Milter.Sockets;

namespace MailingList.Configuration;

/// <summary>What the agent serves to the MTA of this host.</summary>
/// <param name="Milter">Where it is a milter; null: it is none.</param>
/// <param name="Lookup">Where it answers lookups; null: it does not.</param>
/// <param name="SocketMode">Who may connect to its Unix sockets: they need to write.</param>
/// <param name="SocketGroup">Their group; null: the agent's own.</param>
internal sealed record AgentConfiguration(MilterAddress? Milter, MilterAddress? Lookup, UnixFileMode SocketMode, string? SocketGroup)
{
    /// <summary>Whether there is anything to serve.</summary>
    internal bool ServesMta => Milter is not null || Lookup is not null;
}
