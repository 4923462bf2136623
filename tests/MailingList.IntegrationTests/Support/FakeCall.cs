namespace MailingList.IntegrationTests.Support;

/// <summary>One call of the sendmail that is none.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Message">The whole message, or null where it did not take it.</param>
internal sealed record FakeCall(IReadOnlyList<string> Arguments, byte[]? Message)
{
    /// <summary>What stood in front of `--`.</summary>
    internal IReadOnlyList<string> Options => [.. Arguments.TakeWhile(argument => argument != "--")];

    /// <summary>The same, with the return path, which comes last, without its token.</summary>
    internal IReadOnlyList<string> OptionsWithoutToken => [.. Options.SkipLast(1), Copy.WithoutToken(Options[^1])];

    /// <summary>What stood behind it.</summary>
    internal IReadOnlyList<string> Recipients => [.. Arguments.SkipWhile(argument => argument != "--").Skip(1)];

    internal static FakeCall Read(string folder)
    {
        string message = Path.Combine(folder, "taken");
        return new FakeCall(
            File.ReadAllText(Path.Combine(folder, "arguments")).Split('\0')[..^1],
            File.Exists(message) ? File.ReadAllBytes(message) : null);
    }
}
