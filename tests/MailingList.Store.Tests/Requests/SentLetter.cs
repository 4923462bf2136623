using System.Text;

using MimeKit;

namespace MailingList.Store.Tests.Requests;

/// <summary>What a host handed to its MTA.</summary>
internal sealed record SentLetter(string ReturnPath, string[] Recipients, byte[] Raw)
{
    internal MimeMessage Message { get; } = Load(Raw);

    internal string Subject => Message.Subject ?? string.Empty;

    /// <summary>The text with LF at the end of lines.</summary>
    internal string Body => Message.TextBody?.ReplaceLineEndings("\n") ?? string.Empty;

    /// <summary>The one recipient.</summary>
    internal string To => Assert.Single(Recipients);

    /// <summary>Whether some text is anywhere in it, decoded or not, in any case.</summary>
    internal bool Has(string text) =>
        new[] { Encoding.UTF8.GetString(Raw), Subject, Body, string.Join(' ', Message.Headers.Select(field => field.Value)) }
            .Any(part => part.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static MimeMessage Load(byte[] raw)
    {
        using var bytes = new MemoryStream(raw);
        return MimeMessage.Load(bytes);
    }
}
