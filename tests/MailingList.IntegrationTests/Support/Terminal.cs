namespace MailingList.IntegrationTests.Support;

/// <summary>A terminal for programs that behave otherwise at one: script(1)'s.</summary>
internal static class Terminal
{
    /// <summary>Runs a verb at a terminal; what it writes to either output comes out as one.</summary>
    /// <param name="sandbox">The host.</param>
    /// <param name="typed">What the person types.</param>
    /// <param name="arguments">The verb and its arguments.</param>
    internal static Result Run(Sandbox sandbox, string typed, params string[] arguments)
    {
        string command = string.Join(' ', arguments.Prepend(Repository.Executable).Select(argument => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return Command.Run("/usr/bin/script", ["-qec", command, "/dev/null"], Some.Bytes(typed), sandbox.Environment());
    }
}
