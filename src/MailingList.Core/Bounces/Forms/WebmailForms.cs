namespace MailingList.Core.Bounces.Forms;

/// <summary>Large providers' own servers.</summary>
internal static class WebmailForms
{
    internal static readonly TextForm[] All =
    [
        new("Gmail")
        {
            Marks =
            [
                "Delivery to the following recipient", "** Address not found **", "** Message not delivered **", "** Message blocked **", "** Delivery incomplete **",
                "** Message too large **", "** Recipient inbox full **", "Google tried to deliver your message",
            ],
            Recipients =
            [
                "{address}", "*wasn't delivered to {address} because {reply}", "*delivering your message to {address}. {reply}", "Your message to {address} has been blocked*",
                "Your message to {address} couldn't be delivered*",
            ],
            Ends = ["----- Original message", "----- Message header"],
            HasParagraphs = true,
        },
        new("Amazon SES")
        {
            Marks = ["The following message to <", "trying to deliver the mail to the following recipients"],
            Recipients = ["The following message to <{address}> was undeliverable*", "{address}", "<{address}>"],
            HasParagraphs = true,
        },
        new("Zoho")
        {
            Marks = ["ERROR_CODE :", "[Status: Error, Address:", "This message was created automatically by mail delivery software. A message that you sent could not"],
            Recipients = ["[Status: Error, Address: <{address}>, {reply}", "{address} Error, {reply}", "{address} {reply}"],
            Ends = ["Received:", "To:"],
        },
        new("T-Online, Freenet")
        {
            Marks = ["Ihre Nachricht konnte nicht", "konnte nicht zugestellt werden", "Die folgende Nachricht konnte", "|---------------"],
            Recipients = ["<{address}>: {reply}", "<{address}>:", "{address}: {reply}", "{address}:", "{address}", "*an <{address}>*"],
            HasParagraphs = true,
        },
    ];
}
