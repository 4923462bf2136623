using MailingList.Milter.Wire;

namespace MailingList.Milter.Negotiation;

/// <summary>A command that has a reply: how it can be left out, how its reply can, and what the application sees of it.</summary>
internal sealed record Step(CommandCode Command, ProtocolSteps No, ProtocolSteps Silent, MilterEvents Event)
{
    internal static readonly Step Connect = new(CommandCode.Connect, ProtocolSteps.NoConnect, ProtocolSteps.SilentConnect, MilterEvents.Connect);

    internal static readonly Step Helo = new(CommandCode.Helo, ProtocolSteps.NoHelo, ProtocolSteps.SilentHelo, MilterEvents.Helo);

    internal static readonly Step Mail = new(CommandCode.Mail, ProtocolSteps.NoMail, ProtocolSteps.SilentMail, MilterEvents.Sender);

    internal static readonly Step Recipient = new(CommandCode.Recipient, ProtocolSteps.NoRecipient, ProtocolSteps.SilentRecipient, MilterEvents.Recipient);

    // DATA and unknown commands tell a filter of messages nothing.
    internal static readonly Step Data = new(CommandCode.Data, ProtocolSteps.NoData, ProtocolSteps.SilentData, MilterEvents.None);

    internal static readonly Step Unknown = new(CommandCode.Unknown, ProtocolSteps.NoUnknown, ProtocolSteps.SilentUnknown, MilterEvents.None);

    // The application sees the header as a whole: at its end.
    internal static readonly Step Header = new(CommandCode.Header, ProtocolSteps.NoHeader, ProtocolSteps.SilentHeader, MilterEvents.Header);

    internal static readonly Step EndOfHeader = new(CommandCode.EndOfHeader, ProtocolSteps.NoEndOfHeader, ProtocolSteps.SilentEndOfHeader, MilterEvents.Header);

    internal static readonly Step Body = new(CommandCode.Body, ProtocolSteps.NoBody, ProtocolSteps.SilentBody, MilterEvents.Body);

    // Nobody can do without it, and it has a reply in any case.
    internal static readonly Step EndOfMessage = new(CommandCode.EndOfMessage, ProtocolSteps.None, ProtocolSteps.None, MilterEvents.None);

    internal static readonly IReadOnlyList<Step> All = [Connect, Helo, Mail, Recipient, Data, Unknown, Header, EndOfHeader, Body];
}
