namespace MailingList.Core.Bounces.Forms;

/// <summary>Postfix, and what is built on it: Yandex, OCN, Barracuda.</summary>
internal static class PostfixForms
{
    internal static readonly TextForm[] All =
    [
        new("Postfix") // bounce(8); the names in front of "program" are the administrator's, bounce.cf(5)
        {
            Marks = ["This is the Postfix", "The Postfix program", "This is the mail system at host", "The mail system", "could not be delivered to one or more destinations"],
            Recipients = ["<{address}>: {reply}", "<{address}>:", "<{address}> (expanded from{reply}", "<{address}> (*): {reply}"],
            Ends = ["Content-Description: Undelivered", "Content-Description: Delivery report"],
        },
    ];
}
