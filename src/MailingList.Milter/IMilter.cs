using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;

namespace MailingList.Milter;

/// <summary>An application: what it wants, and a session of its own for each client of the MTA.</summary>
public interface IMilter
{
    /// <summary>What it wants. Read once, when the server starts.</summary>
    MilterNeeds Needs { get; }

    /// <summary>A client is about to be told of. Should this throw, all that the client sends is refused for now.</summary>
    /// <param name="peer">The MTA that asks, for as long as the session lasts.</param>
    MilterSession Open(MilterPeer peer);
}
