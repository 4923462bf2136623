using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Failures;

namespace MailingList.Core.Arrival;

/// <summary>The envelope of an incoming message (RFC 5321 section 2.3.1), for one recipient.</summary>
/// <param name="ReturnPath">The reverse-path without brackets as the MTA gave it; empty: the null return path.</param>
/// <param name="Recipient">The recipient.</param>
public sealed record Envelope(string ReturnPath, EmailAddress Recipient)
{
    /// <summary>
    /// Whether nothing may be sent because of this message (RFC 5321 section 6.1): the null return path, or MAILER-DAEMON, which is what
    /// Postfix's pipe(8) puts there unless its <c>null_sender</c> parameter is empty.
    /// </summary>
    public bool HasNullReturnPath =>
        ReturnPath.Length == 0 || ReturnPath.Split('@')[0].Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase);

    /// <summary>The return path as an address; null where it is none, or the null return path.</summary>
    public EmailAddress? Sender => !HasNullReturnPath && EmailAddress.TryParse(ReturnPath, out EmailAddress? sender, out _) ? sender : null;

    /// <summary>Reads both addresses. A recipient that is no address is one of a list that does not exist.</summary>
    /// <exception cref="Failure">The recipient is no address, or the return path holds what no address can.</exception>
    public static Envelope Parse(string returnPath, string recipient) =>
        TryParse(returnPath, recipient, out Envelope? envelope, out Failure? failure) ? envelope : throw failure;

    /// <summary>The same without throwing.</summary>
    public static bool TryParse(string returnPath, string recipient, [NotNullWhen(true)] out Envelope? envelope, [NotNullWhen(false)] out Failure? failure)
    {
        ArgumentNullException.ThrowIfNull(returnPath);
        ArgumentNullException.ThrowIfNull(recipient);
        envelope = null;
        failure = !EmailAddress.TryParse(WithoutBrackets(recipient), out EmailAddress? address, out string? reason) ? Failure.NoSuchList($"the recipient {recipient} {reason}")
            // Whatever else a sender's address looks like, nothing is done with it but to compare and log it; a line end could forge a line.
            // RFC 3463: X.1.7 bad sender's mailbox address syntax.
            : returnPath.Any(char.IsControl) ? new Failure(FailureKind.BadData, "5.1.7", $"the sender {returnPath} has a control character")
            : null;
        if (failure is null)
        {
            envelope = new Envelope(WithoutBrackets(returnPath), address!);
        }

        return envelope is not null;
    }

    private static string WithoutBrackets(string path) =>
        path.Length >= 2 && path[0] == '<' && path[^1] == '>' ? path[1..^1] : path;
}
