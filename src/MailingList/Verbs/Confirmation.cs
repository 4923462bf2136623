using MailingList.Core.Failures;

namespace MailingList.Verbs;

/// <summary>Asks before something is removed.</summary>
internal static class Confirmation
{
    /// <summary>Returns when a person agreed, or <c>--yes</c> did it for them.</summary>
    /// <exception cref="Failure">They did not, or there is nobody to ask.</exception>
    internal static void Require(bool yes, string what)
    {
        if (yes)
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw Failure.Usage($"{what}: say --yes if that is meant");
        }

        Console.Error.Write($"{what}. Go on? [y/N] ");
        if (Console.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes"))
        {
            throw new Failure(FailureKind.NotAllowed, "5.7.0", "nothing was changed");
        }
    }
}
