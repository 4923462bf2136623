using MailingList.Core.Failures;
using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

public sealed class TlsTests(TlsTests.Encrypted consul) : IClassFixture<TlsTests.Encrypted>
{
    [ConsulFact]
    public async Task Who_trusts_the_authority_and_shows_its_certificate_is_let_in()
    {
        using var client = new ConsulClient(Options());
        Assert.True(await client.WriteAsync("a", Some.Bytes("one"), 0, null));

        Assert.Equal("one", Some.Text(await client.ReadAsync("a", ReadMode.Default)));
    }

    [ConsulFact]
    public async Task A_server_of_another_authority_is_not_believed()
    {
        using var others = new TestCertificates();
        using var client = new ConsulClient(Options() with { CaFile = others.CaFile });

        ConsulException refused = await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.ReadAsync("a", ReadMode.Default));

        Assert.Contains("TLS fails: The remote certificate is invalid", refused.Message, StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task A_server_is_not_believed_without_its_authority()
    {
        using var client = new ConsulClient(Options() with { CaFile = null });

        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.ReadAsync("a", ReadMode.Default));
    }

    [ConsulFact]
    public async Task Who_shows_no_certificate_is_not_let_in()
    {
        using var client = new ConsulClient(Options() with { ClientCertificateFile = null, ClientKeyFile = null });

        ConsulException refused = await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.ReadAsync("a", ReadMode.Default));

        Assert.Contains("TLS fails: Consul asks for a client certificate", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/ca.pem")]
    [InlineData("/etc/passwd")]
    public async Task A_file_without_a_certificate_is_a_broken_configuration(string file)
    {
        using var client = new ConsulClient(Some.Options(new Uri("https://127.0.0.1:1")) with { CaFile = file });

        Failure failure = await Assert.ThrowsAsync<Failure>(() => client.ReadAsync("a", ReadMode.Default));

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_another_certificates_is_a_broken_configuration()
    {
        using var certificates = new TestCertificates();
        using var client = new ConsulClient(Some.Options(new Uri("https://127.0.0.1:1")) with
        {
            ClientCertificateFile = certificates.ClientCertificateFile,
            ClientKeyFile = certificates.ServerKeyFile,
        });

        Failure failure = await Assert.ThrowsAsync<Failure>(() => client.ReadAsync("a", ReadMode.Default));

        Assert.Contains(certificates.ServerKeyFile, failure.Message, StringComparison.Ordinal);
    }

    private ConsulOptions Options() => Some.Options(consul.Server.TlsAddress!) with
    {
        CaFile = consul.Certificates.CaFile,
        ClientCertificateFile = consul.Certificates.ClientCertificateFile,
        ClientKeyFile = consul.Certificates.ClientKeyFile,
    };

    public sealed class Encrypted : IAsyncLifetime
    {
        private ConsulServer? _server;

        internal TestCertificates Certificates { get; } = new();

        internal ConsulServer Server => _server!;

        public async Task InitializeAsync() =>
            _server = ConsulBinary.Path is null ? null : await ConsulServer.StartAsync(new ConsulServerOptions { Certificates = Certificates });

        public Task DisposeAsync()
        {
            _server?.Dispose();
            Certificates.Dispose();
            return Task.CompletedTask;
        }
    }
}
