namespace MailingList.Core.Lists;

/// <summary>What a list concludes from what comes back.</summary>
/// <param name="Days">On how many days mail must come back before an address is tried with a probe.</param>
/// <param name="Within">Within how many days those must lie.</param>
/// <param name="Removal">For how many days an address whose probe came back stays subscribed without delivery.</param>
/// <param name="Share">Of how many percent of the list a post must come back to be the post's own fault.</param>
/// <param name="Unknown">What becomes of what is not understood.</param>
public sealed record BounceSettings(int Days, int Within, int Removal, int Share, UnknownBounces Unknown);
