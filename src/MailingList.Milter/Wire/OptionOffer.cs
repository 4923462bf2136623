using MailingList.Milter.Negotiation;

namespace MailingList.Milter.Wire;

/// <summary>What the MTA can do (SMFIC_OPTNEG). Postfix 3.7.11 offers version 6, actions 0x1ff and steps 0x1fffff.</summary>
internal readonly record struct OptionOffer(uint Version, MilterActions Actions, ProtocolSteps Steps)
{
    // SMFI_V1_ACTS and SMFI_V1_PROT of mfdef.h: what an MTA can do that does not say.
    private const MilterActions OldActions = (MilterActions)0x0f;

    private const ProtocolSteps OldSteps = (ProtocolSteps)0x3f;

    internal static OptionOffer Read(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        var offer = new OptionOffer(reader.UInt32(), (MilterActions)reader.UInt32(), (ProtocolSteps)reader.UInt32());
        return offer with
        {
            Actions = offer.Actions == MilterActions.None ? OldActions : offer.Actions,
            Steps = offer.Steps == ProtocolSteps.None ? OldSteps : offer.Steps,
        };
    }
}
