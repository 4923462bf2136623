using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>What the MTA must be told: an exit code, and one line with a status code of the same class, or nothing at all.</summary>
internal static class Expect
{
    /// <summary>Done: exit code 0 and not a byte of output.</summary>
    internal static void Done(Result result)
    {
        Assert.Equal((0, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>The MTA keeps the mail and tries again; the line has all these words in it.</summary>
    internal static void TryAgain(Result result, params string[] words) => Line(result, 75, "4.", words);

    /// <summary>The MTA returns the mail; the line has all these words in it.</summary>
    internal static void Refused(Result result, int exitCode, string status, params string[] words) => Line(result, exitCode, status + " ", words);

    /// <summary>A person is told on standard error what is wrong; standard output stays empty.</summary>
    internal static void Told(Result result, int exitCode, params string[] words)
    {
        Assert.True(result.ExitCode == exitCode, $"{result.ExitCode}: {result.Output}{result.Error}");
        Assert.Empty(result.Output);
        Assert.StartsWith("mailinglist: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
        Assert.All(words, word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
    }

    private static void Line(Result result, int exitCode, string start, string[] words)
    {
        Assert.True(result.ExitCode == exitCode, $"{result.ExitCode}: {result.Output}{result.Error}");
        Assert.Empty(result.Error);
        Assert.StartsWith(start, result.Output, StringComparison.Ordinal);
        Assert.Matches("^[245][.][0-9]{1,3}[.][0-9]{1,3} [^ ]", result.Output);
        Assert.Equal(result.Output.Length - 1, result.Output.IndexOf('\n', StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }
}
