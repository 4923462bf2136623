namespace MailingList.Core.Bounces.Forms;

/// <summary>Exchange of all ages, Office 365, Outlook.com.</summary>
internal static class MicrosoftForms
{
    internal static readonly TextForm[] All =
    [
        new("Exchange 5.5 to 2003")
        {
            Marks = ["did not reach the following recipient(s)", "The following recipient(s) could not be reached", "did not reach some or all of the intended recipients"],
            Recipients = ["{address} on *", "'{address}' on *", "*<{address}> on *", "*({address}) on *"],
            HasParagraphs = true,
        },
        new("Exchange since 2007")
        {
            Marks = ["Diagnostic information for administrators", "Generating server", "Serveur de génération", "Bericht-generierender Server", "Informations de diagnostic", "Diagnoseinformationen", "diagnostica per gli amministratori", "Diagnostisk information", "Información de diagnóstico", "More Info for Email Admins", "For Email Admins"],
            Recipients =
            [
                "{address}", "{address}<mailto:*", "{address} (*", "<{address}>", "Your message to {address} couldn't be delivered*",
                "*Recipient Address: {address}", "{address} #{reply}", "{address} Remote Server returned {reply}",
            ],
            Ends = ["Original message headers", "En-têtes de message d'origine", "Ursprüngliche Nachrichtenkopfzeilen"],
            HasParagraphs = true,
        },
        new("Outlook.com")
        {
            Marks = ["This is an automatically generated Delivery Status Notification"],
            Recipients = ["{address}", "<{address}>", "* {address}"],
            HasParagraphs = true,
        },
    ];
}
