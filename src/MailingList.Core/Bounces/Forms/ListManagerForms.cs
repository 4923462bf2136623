namespace MailingList.Core.Bounces.Forms;

/// <summary>Lists that do not take a post: the address is a list's, and there.</summary>
internal static class ListManagerForms
{
    internal static readonly TextForm[] All =
    [
        new("fml")
        {
            Marks = ["not a member of this mailing list", "not member of this mailing list", "You are not a member"],
            Recipients = ["*mailing list <{address}>*", "*<{address}>*"],
            Class = BounceClass.Policy,
        },
    ];
}
