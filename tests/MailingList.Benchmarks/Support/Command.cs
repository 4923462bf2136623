using System.Diagnostics;

namespace MailingList.Benchmarks.Support;

/// <summary>Programs that prepare what is measured.</summary>
internal static class Command
{
    /// <summary>Runs a program that must succeed; returns what it said on standard output.</summary>
    internal static string Run(params string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{string.Join(' ', command)} exited {process.ExitCode}: {output} {error.Result}");
    }
}
