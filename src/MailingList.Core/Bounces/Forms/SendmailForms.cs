namespace MailingList.Core.Bounces.Forms;

/// <summary>sendmail of all ages, and what has its transcripts.</summary>
internal static class SendmailForms
{
    private static readonly string[] Copies = ["----- Unsent message follows", "----- Original message follows", "----- Message header follows", "----- Returned message follows", "|------------------------- Message text follows"];

    internal static readonly TextForm[] All =
    [
        new("sendmail")
        {
            Marks =
            [
                "The following addresses had permanent fatal errors", "The following addresses had permanent delivery errors", "The following addresses had transient non-fatal errors",
                "The following addresses had delivery problems", "The following addresses had delivery errors", "The following addresses had fatal errors",
            ],
            Recipients = ["<{address}>", "{address}", "<{address}> ({reply}", "{address} (*", "<{address}>:", "(expanded from: <{address}>)", ">>> {address} <<<", "<{address}>... {reply}"],
            Ends = Copies,
            HasParagraphs = true, // the transcript
        },
        new("sendmail 5")
        {
            Marks = ["Transcript of session follows"],
            Recipients = ["5* <{address}>... {reply}", "4* <{address}>... {reply}", "5* {address}... {reply}", "<{address}>... {reply}"],
            Ends = Copies,
            IsOneLine = true, // the next is about another host
        },
        new("smail")
        {
            Marks = ["Failed addresses follow"],
            Recipients = ["{address} ... {reply}", "<{address}> ... {reply}"],
            Ends = Copies,
        },
    ];
}
