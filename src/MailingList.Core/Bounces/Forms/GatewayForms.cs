namespace MailingList.Core.Bounces.Forms;

/// <summary>Filters that stand in front of other servers.</summary>
internal static class GatewayForms
{
    internal static readonly TextForm[] All =
    [
        new("McAfee")
        {
            Marks = ["--- The following addresses had delivery problems ---"],
            Recipients = ["<{address}> ({reply}", "<{address}>"],
        },
        new("InterScan, Trend Micro")
        {
            Marks = ["Sent <<< RCPT TO", "InterScan", "Unable to deliver message to <"],
            Recipients = ["Sent <<< RCPT TO:<{address}>*", "*Unable to deliver message to <{address}>{reply}", "*message to <{address}>{reply}"],
            HasParagraphs = true,
        },
        new("MailFoundry")
        {
            Marks = ["Unable to deliver message to: <"],
            Recipients = ["Unable to deliver message to: <{address}>*"],
            HasParagraphs = true,
        },
        new("SurfControl")
        {
            Marks = ["Addressed To:"],
            Recipients = ["Addressed To: {address}"],
            HasParagraphs = true,
        },
        new("MailMarshal")
        {
            Marks = ["Could not be delivered because of", "The following recipients were affected"],
            Recipients = ["{address}", "<{address}>"],
            ReasonFirst = true,
        },
        new("Mimecast")
        {
            Marks = ["attempted to send to the following address could not be delivered", "attempted to send to the following addresses could not be delivered"],
            Recipients = ["-- {address}", "-- <{address}>"],
            Ends = ["This condition occurred after"],
            HasParagraphs = true,
        },
        new("m-FILTER")
        {
            Marks = ["m-FILTER", "-------server message"],
            Recipients = ["{address}", "<{address}>"],
            Ends = ["-------original"],
            HasParagraphs = true,
        },
        new("Sun, Oracle Messaging Server")
        {
            Marks = ["This report relates to a message you sent with the following header fields"],
            Recipients = ["Recipient address: {address}", "Original address: {address}"],
        },
        new("SendGrid")
        {
            Marks = ["automatically generated message from SendGrid"],
            Recipients = ["*:<{address}> : {reply}"],
        },
        new("amavis")
        {
            Marks = ["program amavisd-new", "The message WAS NOT relayed to"],
            Recipients = ["<{address}>: {reply}", "<{address}>:"],
        },
        new("PowerMTA")
        {
            Marks = ["inform you on the delivery status of a message you"],
            Recipients = ["<{address}> {reply}"],
        },
    ];
}
