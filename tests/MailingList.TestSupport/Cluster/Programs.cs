using System.Diagnostics;

namespace MailingList.TestSupport.Cluster;

/// <summary>Runs programs.</summary>
public static class Programs
{
    /// <summary>How long a program may run that should come to its end.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Starts one, its standard input, output and error redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Gives it its input, closes that, and waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time, and was killed.</exception>
    public static (int ExitCode, string Output, string Error) Finish(Process process, byte[]? input = null, TimeSpan? limit = null)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            using Stream stdin = process.StandardInput.BaseStream;
            stdin.Write(input);
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code says why.
        }

        if (!process.WaitForExit(limit ?? Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs one that must succeed, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    internal static string Ok(string program, IEnumerable<string> arguments, string input = "")
    {
        string[] list = [.. arguments];
        using Process process = Start(program, list);
        (int exitCode, string output, string error) = Finish(process, System.Text.Encoding.ASCII.GetBytes(input));
        return exitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', list)}: {exitCode} {error}");
    }
}
