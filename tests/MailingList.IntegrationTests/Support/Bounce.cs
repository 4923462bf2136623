namespace MailingList.IntegrationTests.Support;

/// <summary>What a bounce says about a recipient.</summary>
/// <param name="Status">The enhanced status code (RFC 3463).</param>
/// <param name="Text">Everything, with what was folded for people on one line again.</param>
internal sealed record Bounce(string Status, string Text);
