using MailingList.Milter.Negotiation;

namespace MailingList.Milter.Sessions;

/// <summary>The MTA that a session is with: what was agreed on with it, and its macros.</summary>
public sealed class MilterPeer
{
    private readonly Agreement _agreement;

    private readonly MacroStore _macros;

    internal MilterPeer(Agreement agreement, MacroStore macros)
    {
        _agreement = agreement;
        _macros = macros;
    }

    /// <summary>The version of the protocol, 2 to 6.</summary>
    public int Version => (int)_agreement.Version;

    /// <summary>What may be done to messages: of what the application needs, what this MTA lets it.</summary>
    public MilterActions Actions => _agreement.Actions;

    /// <summary>
    /// A macro's value as of now, or null: an MTA sends only those that have one. Those of earlier stages stay; those of a message go with it. The queue id
    /// (<c>i</c>) is not known to Postfix before the second recipient or DATA (measured with 3.7.11).
    /// </summary>
    /// <param name="name">Its name, with or without the braces of a long one: <c>i</c>, <c>{rcpt_addr}</c>.</param>
    public string? Macro(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _macros.Find(name);
    }
}
