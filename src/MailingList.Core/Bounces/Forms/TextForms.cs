namespace MailingList.Core.Bounces.Forms;

/// <summary>All forms that are known, in the order in which they are tried: the first that finds a recipient is it.</summary>
internal static class TextForms
{
    internal static readonly IReadOnlyList<TextForm> All =
    [
        .. QmailForms.All,
        .. SendmailForms.All,
        .. WebmailForms.All, // some write Exim's words around their own
        .. EximForms.All,
        .. MicrosoftForms.All,
        .. NotesForms.All,
        .. GatewayForms.All,
        .. SmallServerForms.All,
        .. CarrierForms.All,
        .. ListManagerForms.All,
        .. PostfixForms.All, // last of them: others quote it
    ];

    /// <summary>Where no form is known, but the message is a program's that could not deliver.</summary>
    internal static readonly TextForm Unknown = new("unknown")
    {
        Marks = ["@"],
        Recipients = ["<{address}>:", "<{address}>: {reply}", "{address}: {reply}", "<{address}> {reply}", "<{address}>", "{address}", "{address}:", "* to <{address}>*", "*recipient: <{address}>*", "*recipient: {address}"],
        HasParagraphs = true,
    };
}
