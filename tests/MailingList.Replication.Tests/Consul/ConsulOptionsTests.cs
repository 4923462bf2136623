using MailingList.Core.Failures;
using MailingList.Replication.Consul;

namespace MailingList.Replication.Tests.Consul;

public sealed class ConsulOptionsTests : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Where_nothing_is_said_it_is_the_agent_of_this_host()
    {
        ConsulOptions options = From();

        Assert.Equal("http://127.0.0.1:8500/", options.Address.AbsoluteUri);
        Assert.Equal("mailinglist", options.Prefix);
        Assert.Null(options.Token);
        Assert.Null(options.CaFile);
        Assert.Null(options.ClientCertificateFile);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Timeout);
    }

    [Theory]
    [InlineData("consul.example.org:8600", "http://consul.example.org:8600/")]
    [InlineData("consul.example.org", "http://consul.example.org:8500/")]
    [InlineData("[::1]", "http://[::1]:8500/")]
    [InlineData("[::1]:80", "http://[::1]/")]
    [InlineData("http://consul.example.org", "http://consul.example.org/")]
    [InlineData(" https://consul.example.org:8501/ ", "https://consul.example.org:8501/")]
    [InlineData("unix:///run/consul/http.sock", "unix:///run/consul/http.sock")]
    public void An_address_is_read_as_Consul_reads_it(string text, string address)
    {
        Assert.Equal(address, From(address: text).Address.AbsoluteUri);
        _environment["CONSUL_HTTP_ADDR"] = text;
        Assert.Equal(address, From().Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("true", null, "https://127.0.0.1:8501/")]
    [InlineData("1", "host:85", "https://host:85/")]
    [InlineData("1", "host", "https://host:8501/")]
    [InlineData("1", "http://host:85", "http://host:85/")]
    [InlineData("false", "host:85", "http://host:85/")]
    public void The_environment_asks_for_TLS_where_the_address_does_not_say(string tls, string? text, string address)
    {
        _environment["CONSUL_HTTP_SSL"] = tls;

        Assert.Equal(address, From(address: text).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("http://")]
    [InlineData("host:port")]
    [InlineData("unix://")]
    [InlineData("unix://run/consul.sock")]
    [InlineData("two words")]
    public void An_address_of_no_known_form_is_refused_with_the_forms_there_are(string text) =>
        Assert.Contains("host:port, http://host:port", Refused(() => From(address: text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://host/consul")]
    [InlineData("http://user:secret@host:8500")]
    [InlineData("secret@host:8500")]
    [InlineData("http://host:8500?token=secret")]
    public void An_address_with_more_than_host_and_port_is_refused_and_not_repeated(string text) =>
        Assert.DoesNotContain("secret", Refused(() => From(address: text)), StringComparison.Ordinal);

    [Fact]
    public void A_setting_for_TLS_that_is_neither_true_nor_false_is_refused()
    {
        _environment["CONSUL_HTTP_SSL"] = "yes";

        Assert.Contains("CONSUL_HTTP_SSL", Refused(() => From()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_comes_before_the_environment()
    {
        _environment["CONSUL_HTTP_ADDR"] = "environment:1";
        _environment["CONSUL_HTTP_TOKEN"] = "environment";
        _environment["CONSUL_CACERT"] = "environment.pem";
        _environment["CONSUL_CLIENT_CERT"] = "environment.pem";
        _environment["CONSUL_CLIENT_KEY"] = "environment.pem";
        Assert.Equal(
            ("environment", "environment", "environment.pem", "environment.pem", "environment.pem"),
            Parts(From(prefix: "folder")));

        ConsulOptions options = ConsulOptions.From("file:1", "/folder/", "file", null, "ca.pem", "cert.pem", "key.pem", Environment);

        Assert.Equal(("file", "file", "ca.pem", "cert.pem", "key.pem"), Parts(options));
        Assert.Equal("folder", options.Prefix);
    }

    [Fact]
    public void A_token_is_read_from_a_file()
    {
        File.WriteAllText(_file, "from the file\n".Replace(' ', '-'));
        _environment["CONSUL_HTTP_TOKEN_FILE"] = _file;
        Assert.Equal("from-the-file", From().Token);
        _environment["CONSUL_HTTP_TOKEN"] = "environment";
        Assert.Equal("environment", From().Token);

        Assert.Equal("from-the-file", From(tokenFile: _file).Token);
        Assert.Equal("configured", From(token: "configured", tokenFile: _file).Token);
    }

    [Fact]
    public void A_token_file_that_is_missing_or_empty_is_refused()
    {
        Assert.Contains("/nowhere/token cannot be read", Refused(() => From(tokenFile: "/nowhere/token")), StringComparison.Ordinal);
        Assert.Contains("is empty", Refused(() => From(tokenFile: _file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_would_end_a_header_is_refused_and_not_repeated()
    {
        File.WriteAllText(_file, "secret\r\nHost: elsewhere");

        Assert.DoesNotContain("secret", Refused(() => From(tokenFile: _file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused_and_a_key_without_its_certificate()
    {
        Assert.Contains("cert.pem has no key", Refused(() => ConsulOptions.From(null, null, null, null, null, "cert.pem", null, Environment)), StringComparison.Ordinal);
        Assert.Contains("key.pem has no certificate", Refused(() => ConsulOptions.From(null, null, null, null, null, null, "key.pem", Environment)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("..")]
    public void A_prefix_that_is_no_folder_is_refused(string prefix) => Assert.Contains("prefix", Refused(() => From(prefix: prefix)), StringComparison.Ordinal);

    [Fact]
    public void The_token_is_not_printed() =>
        Assert.DoesNotContain("secret", From(token: "secret").ToString(), StringComparison.Ordinal);

    private static (string Host, string? Token, string? Ca, string? Certificate, string? Key) Parts(ConsulOptions options) =>
        (options.Address.Host, options.Token, options.CaFile, options.ClientCertificateFile, options.ClientKeyFile);

    private static string Refused(Func<ConsulOptions> from)
    {
        Failure failure = Assert.Throws<Failure>(from);
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.DoesNotContain(failure.Message, char.IsControl);
        return failure.Message;
    }

    private ConsulOptions From(string? address = null, string? prefix = null, string? token = null, string? tokenFile = null) =>
        ConsulOptions.From(address, prefix, token, tokenFile, null, null, null, Environment);

    private string? Environment(string variable) => _environment.GetValueOrDefault(variable);
}
