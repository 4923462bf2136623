using MailingList.Core.Failures;
using MailingList.Hosting;
using MailingList.Verbs;

namespace MailingList;

/// <summary>The executable `mailinglist`. There is no way out of it but through the table of exit codes.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        // Before anything is parsed: whatever goes wrong on the road of a post is told to an MTA, not to a person.
        bool isPipe = args is [DeliverVerb.Name or CheckVerb.Name, ..];
        try
        {
            Account.KeepFilesPrivate();
            return CommandLineParsing.Parse(args).Run();
        }
        catch (Exception error)
        {
            return isPipe ? TellMta(Classify(error)) : TellPerson(Classify(error));
        }
    }

    private static Failure Classify(Exception error) => error switch
    {
        Failure failure => failure,
        IOException or UnauthorizedAccessException => Failure.Temporary(error.Message, error),
        _ => new Failure(FailureKind.Bug, "4.3.0", $"this is a bug, please report it: {error.GetType().Name}: {error.Message}", error),
    };

    private static int TellMta(Failure failure)
    {
        Console.Out.WriteLine(Failure.Line(failure.PipeStatus, failure.Message));
        return ExitCodes.ForPipe(failure.Kind);
    }

    private static int TellPerson(Failure failure)
    {
        Console.Error.WriteLine($"mailinglist: {failure.Message.ReplaceLineEndings(" ")}");
        if (failure.Kind == FailureKind.Bug)
        {
            Console.Error.WriteLine(failure.InnerException);
        }

        return ExitCodes.ForShell(failure.Kind);
    }
}
