using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Commands;
using MailingList.Core.Lists;

using MimeKit;

namespace MailingList.Core.Requests;

/// <summary>A mail to an address of a list that is no post: somebody asks for something.</summary>
/// <param name="Post">The mail and its list.</param>
/// <param name="Author">The one address in From, which answers go to; null where there is none, or several.</param>
/// <param name="IsAuthenticated">Whether our own MTA found that the mail does come from the author's domain.</param>
/// <param name="Subject">The subject, decoded; or empty.</param>
/// <param name="Lines">What the author wrote, as lines of plain text.</param>
public sealed record Request(Post Post, EmailAddress? Author, bool IsAuthenticated, string Subject, IReadOnlyList<string> Lines)
{
    // Commands and tokens stand at the beginning; the rest may be somebody's photographs.
    private const int MostBytes = 256 * 1024;
    private const int DeepestNesting = 20;

    /// <summary>The list.</summary>
    public ListSnapshot List => Post.List;

    /// <summary>The mail's own Message-ID, or null.</summary>
    public string? MessageId => Post.Message.Header.All("Message-ID").FirstOrDefault()?.Value;

    /// <summary>Reads a mail.</summary>
    /// <param name="post">The mail.</param>
    /// <param name="isAuthenticated">Whether its author is who they say they are.</param>
    public static Request Read(Post post, Func<EmailAddress, bool> isAuthenticated)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(isAuthenticated);
        EmailAddress? author = post.Authors is [var only] ? only.Address : null;
        using MimeMessage? message = Parse(post.Message);
        return new Request(
            post,
            author,
            author is not null && isAuthenticated(author),
            message?.Subject ?? string.Empty,
            message is null ? [] : MailText.Lines(message));
    }

    private static MimeMessage? Parse(RawMessage raw)
    {
        using var start = new MemoryStream();
        raw.CopyStartTo(start, MostBytes);
        start.Position = 0;
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = DeepestNesting;
        try
        {
            return MimeMessage.Load(options, start);
        }
        catch (FormatException)
        {
            // MimeKit says so of what has no header field at all. There is nothing in it for us; its address may still say what is wanted.
            return null;
        }
    }
}
