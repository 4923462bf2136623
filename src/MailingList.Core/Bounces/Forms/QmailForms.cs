namespace MailingList.Core.Bounces.Forms;

/// <summary>qmail (QSBMF: a paragraph for each recipient), and what writes as it does.</summary>
internal static class QmailForms
{
    private static readonly string[] Copies = ["--- Below this line is", "--- Enclosed is a copy", "--- Original message follows", "--- Undelivered message follows", "--- Here is a copy"];

    internal static readonly TextForm[] All =
    [
        new("qmail")
        {
            Marks = ["qmail-send program", "I wasn't able to deliver your message", "wasn't able to deliver your message to the following"],
            Recipients = ["<{address}>:"],
            Ends = Copies,
        },
        new("Yahoo")
        {
            Marks = ["we were unable to deliver your message to the following address", "Unable to deliver message to the following address", "delivery to the following address(es)"],
            Recipients = ["<{address}>:", "<{address}>: {reply}"],
            Ends = Copies,
        },
        new("qmail of Postini")
        {
            Marks = ["Your mail message to the following address(es) could not be delivered"],
            Recipients = ["<{address}>:"],
            Ends = Copies,
        },
    ];
}
