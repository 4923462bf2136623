namespace MailingList.Milter.Tests.Postfix;

/// <summary>A message that came out at the other side.</summary>
/// <param name="Sender">The sender, with what ESMTP says of it.</param>
/// <param name="Recipients">The recipients, with what ESMTP says of them.</param>
/// <param name="Text">The message: lines end with LF, bytes are characters.</param>
internal sealed record Arrival(string Sender, string[] Recipients, string Text)
{
    /// <summary>The lines of its header that are not Postfix's own.</summary>
    internal string[] Header => [.. Text[..Text.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Where(line => !IsOfPostfix(line))];

    internal string Body => Text[(Text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

    private static bool IsOfPostfix(string line) =>
        ((string[])["Received:", "\t", "Message-Id:", "Date:"]).Any(start => line.StartsWith(start, StringComparison.Ordinal));
}
