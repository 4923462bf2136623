using MailingList.Core.Addressing;

using MimeKit.Cryptography;

namespace MailingList.Core.Authentication;

/// <summary>What our own hosts found out about a message.</summary>
public sealed class TrustedResults
{
    /// <summary>Nothing, or nothing that can be believed.</summary>
    public static readonly TrustedResults None = new([]);

    private readonly IReadOnlyList<AuthenticationResults> _fields;

    internal TrustedResults(IReadOnlyList<AuthenticationResults> fields) => _fields = fields;

    /// <summary>What passed for the domain of the address in From; wherever fields contradict each other, nothing did.</summary>
    public AuthenticationMethods Passed(EmailAddress author)
    {
        ArgumentNullException.ThrowIfNull(author);
        AuthenticationMethods passed = AuthenticationMethods.None;
        AuthenticationMethods contradicted = AuthenticationMethods.None;
        foreach (AuthenticationResults results in _fields)
        {
            var findings = Findings.Of(results.Results, author.AsciiDomain);
            passed |= findings.Passed;
            contradicted |= findings.Contradicted;
        }

        return passed & ~contradicted;
    }
}
