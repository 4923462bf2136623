namespace MailingList.Core.Bounces.Forms;

/// <summary>Domino, and Lotus Notes' own SMTP MTA before it.</summary>
internal static class NotesForms
{
    internal static readonly TextForm[] All =
    [
        new("Domino")
        {
            Marks = ["was not delivered to:"],
            Recipients = ["{address}", "*<{address}>", "*({address})"],
            HasParagraphs = true,
        },
        new("Notes")
        {
            Marks = ["------- Failure Reasons"],
            Recipients = ["{address}", "<{address}>"],
            Ends = ["------- Returned Message"],
            ReasonFirst = true,
        },
    ];
}
