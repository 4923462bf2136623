using MailingList.Core.Admission;

namespace MailingList.Mta.Lookups;

/// <summary>What MTAs look up. Called by several connections at once.</summary>
public interface ILookup
{
    /// <summary>The name of the map that says by which transport an address goes: those of lists that this host knows, among whatever others.</summary>
    const string Lists = "lists";

    /// <summary>The name of the same map for domains in which every other address is nobody's: what another host may know better is not denied.</summary>
    const string Recipients = "recipients";

    /// <summary>The name of the map of the domains in which every address is a list's or nobody's.</summary>
    const string Domains = "domains";

    /// <summary>Looks a key up in a map.</summary>
    /// <returns>The value; null: there is none.</returns>
    /// <exception cref="Core.Failures.Failure">It cannot be said now, or there is no such map.</exception>
    string? Find(string map, string key);

    /// <summary>Judges a recipient.</summary>
    /// <returns>Why it is refused, with an enhanced status code (RFC 3463) in front; null: it is not.</returns>
    /// <exception cref="Core.Failures.Failure">It cannot be said now.</exception>
    string? Refuse(string sender, string recipient);

    /// <summary>Judges a message that has come to its end.</summary>
    /// <exception cref="Core.Failures.Failure">It cannot be said now.</exception>
    Conclusion Judge(ArrivingMessage message);
}
