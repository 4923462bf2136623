namespace MailingList.Core.Bounces.Forms;

/// <summary>Other servers.</summary>
internal static class SmallServerForms
{
    internal static readonly TextForm[] All =
    [
        new("DragonFly Mail Agent")
        {
            Marks = ["DragonFly Mail Agent"],
            Recipients = ["There was an error delivering your mail to <{address}>."],
            Ends = ["Message headers follow", "Original message follows"],
            HasParagraphs = true,
        },
        new("OpenSMTPD")
        {
            Marks = ["This is the MAILER-DAEMON, please DO NOT REPLY"],
            Recipients = ["{address}: {reply}"],
            Ends = ["Please note that this is only a temporary", "Below is a copy of the original message"],
        },
        new("Courier")
        {
            Marks = ["running the Courier mail server", "Your message to the following recipients cannot be delivered"],
            Recipients = ["<{address}>:"],
        },
        new("Apache James")
        {
            Marks = ["RCPT TO:", "Error message below:"],
            Recipients = ["RCPT TO: {address}"],
            ReasonFirst = true,
        },
        new("IMail")
        {
            Marks = ["Body of message generated response", "undeliverable to ", "Unknown user: ", "Unknown host: ", "User mailbox exceeds allowed size: "],
            Recipients = ["undeliverable to {address}*", "*: {address}"],
            Ends = ["Original message follows"],
            HasParagraphs = true,
            ReasonFirst = true,
        },
        new("a server that stars its recipients")
        {
            Marks = ["Delivery to the following recipients", "Delevery to the following recipients"],
            Recipients = ["* {address}"],
            HasParagraphs = true,
        },
        new("a server that has trouble delivering")
        {
            Marks = ["We had trouble delivering your message"],
            Recipients = ["*permanent errors: {address}. {reply}", "*temporary errors: {address}. {reply}", "*rejected recipient <{address}> {reply}", "*to <{address}> {reply}"],
        },
        new("a server that says to whom it failed")
        {
            Marks = ["Delivery failed:", "Delivery failed ", "Failed to deliver to", "Your delivery to the following address has been failed", "mailbox is full:", "Message could not be delivered to"],
            Recipients = ["Delivery failed: {address}", "Delivery failed *: {address}", "Failed to deliver to '{address}'{reply}", "Failed to deliver to {address}*", "*mailbox is full: <{address}>*", "*<{address}>*"],
            HasParagraphs = true,
            ReasonFirst = true,
        },
    ];
}
