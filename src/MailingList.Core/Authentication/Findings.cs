using MailingList.Core.Addressing;

using MimeKit.Cryptography;

namespace MailingList.Core.Authentication;

/// <summary>What one field says about an author's domain.</summary>
/// <param name="Passed">The methods that passed for it.</param>
/// <param name="Contradicted">The methods that cannot have passed, whatever other fields say.</param>
internal readonly record struct Findings(AuthenticationMethods Passed, AuthenticationMethods Contradicted)
{
    // With the properties that name the domain (RFC 8601 section 2.7); the second counts where the first is missing.
    private static readonly (AuthenticationMethods Method, string Name, string[] Properties)[] Methods =
    [
        (AuthenticationMethods.Dmarc, "dmarc", ["header.from"]),
        (AuthenticationMethods.Dkim, "dkim", ["header.d", "header.i"]),
        (AuthenticationMethods.Spf, "spf", ["smtp.mailfrom"]),
    ];

    /// <summary>Weighs the results of one field.</summary>
    /// <param name="results">The results.</param>
    /// <param name="author">The author's domain, with A-labels.</param>
    internal static Findings Of(IReadOnlyCollection<AuthenticationMethodResult> results, string author)
    {
        AuthenticationMethods passed = AuthenticationMethods.None;
        AuthenticationMethods contradicted = AuthenticationMethods.None;
        foreach ((AuthenticationMethods method, string name, string[] properties) in Methods)
        {
            AuthenticationMethodResult[] ofMethod = [.. results.Where(result => Same(result.Method, name))];
            if (ofMethod.Any(result => IsPass(result) && IsAligned(Domains(result, properties), author, method)))
            {
                passed |= method;
            }
            else if (ofMethod.Length > 0)
            {
                // A field has the results of all signatures. Whoever looked at them, and names none of the author's, contradicts one who does.
                contradicted |= method;
            }

            // DMARC looks at DKIM and SPF too, and as strictly as the domain asks for.
            if (method == AuthenticationMethods.Dmarc && ofMethod.Any(result => IsFail(result, Domains(result, properties), author)))
            {
                contradicted = AuthenticationMethods.All;
            }
        }

        return new Findings(passed, contradicted);
    }

    // Methods have no other version yet; an identifier inside of a field is some other host's.
    private static bool IsPass(AuthenticationMethodResult result) =>
        Same(result.Result, "pass") && result is { Version: null or 1, Office365AuthenticationServiceIdentifier: null };

    private static bool IsFail(AuthenticationMethodResult result, string[] domains, string author) =>
        Same(result.Result, "fail") && (domains.Length == 0 || domains.Contains(author));

    private static bool IsAligned(string[] domains, string author, AuthenticationMethods method) =>
        domains.Length > 0 && domains.All(domain => domain == author || (method != AuthenticationMethods.Dmarc && IsAbove(domain, author)));

    // Whoever rules a domain rules what is below it. A name of one label is nobody's.
    private static bool IsAbove(string domain, string author) =>
        domain.Contains('.', StringComparison.Ordinal) && author.EndsWith($".{domain}", StringComparison.Ordinal);

    private static string[] Domains(AuthenticationMethodResult result, string[] properties) =>
        properties.Select(name => Domains(result, name)).FirstOrDefault(domains => domains.Length > 0, []);

    private static string[] Domains(AuthenticationMethodResult result, string name) =>
        [.. result.Properties.Where(property => Same($"{property.PropertyType}.{property.Property}", name)).Select(property => DomainOf(property.Value))];

    // Of an address, or of a domain alone; what is neither is nobody's.
    private static string DomainOf(string value) =>
        Domain.Refuse(value[(value.LastIndexOf('@') + 1)..], out string ascii) is null ? ascii : string.Empty;

    private static bool Same(string? word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
}
