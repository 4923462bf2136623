using MailingList.Core.Addressing;

namespace MailingList.Core.Standing;

/// <summary>What all lists of the cluster think of an address, because of what came back from it.</summary>
/// <param name="Address">The address.</param>
/// <param name="State">What follows.</param>
/// <param name="Since">Since which day (UTC).</param>
/// <param name="List">The list that sent the probe, or by which it was cleared.</param>
/// <param name="Probe">The probe as return paths tell it; null: there is none.</param>
/// <param name="Notices">How many letters about it have gone to the address since.</param>
public sealed record AddressStanding(EmailAddress Address, StandingState State, DateOnly Since, EmailAddress List, string? Probe = null, int Notices = 0);
