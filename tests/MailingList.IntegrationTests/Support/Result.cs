namespace MailingList.IntegrationTests.Support;

/// <summary>What a process left behind.</summary>
internal sealed record Result(int ExitCode, string Output, string Error)
{
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
