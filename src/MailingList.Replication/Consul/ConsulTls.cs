using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using MailingList.Core.Failures;

namespace MailingList.Replication.Consul;

/// <summary>Whom we believe to be Consul, and whom we say to be.</summary>
/// <remarks>
/// Nothing of it is touched unless the address is https: the first call then takes 55 ms more, most of it for the machine's own authorities,
/// which .NET 10 reads even where only ours are trusted (measured). A short-lived process talks to the agent of its own host by http.
/// </remarks>
internal static class ConsulTls
{
    /// <exception cref="Failure">Of the configuration: a file cannot be used.</exception>
    internal static SslClientAuthenticationOptions For(ConsulOptions options)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            // A certificate may name an address from where to fetch its issuer: a server could send us anywhere.
            DisableCertificateDownloads = true,
        };
        if (options.CaFile is { } caFile)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(Read(caFile, "CA certificates", () => Certificates(caFile)));
        }

        return new SslClientAuthenticationOptions
        {
#pragma warning disable CA5398 // "leave it to the system": a system that allows less than 1.2 is no reason to talk to Consul by it
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
            CertificateChainPolicy = policy,
            ClientCertificateContext = options is { ClientCertificateFile: { } certificate, ClientKeyFile: { } key }
                ? Read(certificate, $"client certificate, with the key {key},", () => ClientCertificate(certificate, key))
                : null,
        };
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("no certificate in it");
    }

    private static SslStreamCertificateContext ClientCertificate(string file, string keyFile) =>
        SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(file, keyFile), Certificates(file), offline: true);

    private static T Read<T>(string file, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Failure.Configuration($"Consul: the {what} in {file} cannot be used: it must be PEM, and readable by this user ({OneLine.Of(error.Message)})", error);
        }
    }
}
