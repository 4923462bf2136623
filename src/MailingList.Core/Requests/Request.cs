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

    // Longer than any that a person writes, and than one with a token in it.
    private const int LongestSubject = 2000;

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
        EmailAddress? author = post.SoleAuthor?.Address;
        using var start = new MemoryStream();
        post.Message.CopyStartTo(start, MostBytes);
        using MimeMessage? message = Parse(start);
        return new Request(
            post,
            author,
            author is not null && isAuthenticated(author),
            message?.Subject is { } subject ? subject[..Math.Min(subject.Length, LongestSubject)] : string.Empty,
            message is null ? [] : MailText.Lines(message));
    }

    private static MimeMessage? Parse(MemoryStream start)
    {
        start.Position = 0;
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = DeepestNesting;
        try
        {
            // Persistent: its parts are read from the stream when they are asked for. Otherwise each would have a block of memory of its own.
            return MimeMessage.Load(options, start, persistent: true);
        }
        catch (FormatException)
        {
            // MimeKit says so of what has no header field at all. There is nothing in it for us; its address may still say what is wanted.
            return null;
        }
    }
}
