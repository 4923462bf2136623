using System.Reflection;

using MailingList.Core.Failures;

namespace MailingList.Verbs;

/// <summary>Shows a text that was asked for.</summary>
/// <param name="text">The text.</param>
internal sealed class HelpVerb(string text) : Verb
{
    /// <summary>The program and its version.</summary>
    internal static string Version => "mailinglist " + Number;

    /// <summary>The program's version.</summary>
    internal static string Number =>
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    internal override int Run()
    {
        Console.Out.WriteLine(text);
        return ExitCodes.Done;
    }
}
