namespace MailingList.Core.Standing;

/// <summary>What follows for an address from what came back.</summary>
public enum StandingState
{
    /// <summary>Nothing: what came back until then counts no more.</summary>
    Clear,

    /// <summary>A probe went out, and nothing is known of it yet.</summary>
    Probed,

    /// <summary>The probe came back: no list sends it posts.</summary>
    Off,
}
