namespace MailingList.Core.Claims;

/// <summary>What a host notes about claims for itself.</summary>
public interface IClaimNotes
{
    /// <summary>When this host first saw that a post is taken by that host, by its own clock: hosts' clocks differ. Notes it if this is the first time.</summary>
    DateTimeOffset FirstSeen(string identity, string host);

    /// <summary>Notes that this host has distributed a post and the others are still to be told.</summary>
    void Distributed(string identity);

    /// <summary>Notes that they have been told.</summary>
    void Told(string identity);

    /// <summary>The posts of which the others are still to be told.</summary>
    IReadOnlyList<string> Untold();
}
