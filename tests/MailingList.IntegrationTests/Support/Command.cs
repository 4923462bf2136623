using System.Diagnostics;

using MailingList.TestSupport.Cluster;

namespace MailingList.IntegrationTests.Support;

/// <summary>Runs programs to their end.</summary>
internal static class Command
{
    internal static Result Run(string program, IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using Process process = Start(program, arguments, environment);
        return Finish(process, input);
    }

    internal static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Programs.Start(program, arguments, environment);

    internal static Result Finish(Process process, byte[]? input = null)
    {
        (int exitCode, string output, string error) = Programs.Finish(process, input, Wait.Long);
        return new Result(exitCode, output, error);
    }
}
