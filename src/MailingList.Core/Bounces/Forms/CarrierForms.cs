namespace MailingList.Core.Bounces.Forms;

/// <summary>Mobile carriers.</summary>
internal static class CarrierForms
{
    internal static readonly TextForm[] All =
    [
        new("au (EZweb)")
        {
            Marks =
            [
                "Each of the following recipients was rejected by a remote", "The user(s) account is disabled", "The user(s) account is temporarily",
                "Each of the following", "The following recipients did not receive this message",
            ],
            Recipients = ["Recipient: <{address}>", "<{address}>: {reply}", "<{address}>:", "<{address}>"],
            ReasonFirst = true,
        },
        new("KDDI")
        {
            Marks = ["Could not be delivered to: <", "As their mailbox is full"],
            Recipients = ["*Could not be delivered to: <{address}>*"],
        },
        new("Verizon")
        {
            Marks = ["No valid recipients for this MM", "could not be delivered to mobile"],
            Recipients = ["*RCPT TO: {address}", "*To: {address}", "*recipient: {address}"],
            ReasonFirst = true,
        },
    ];
}
