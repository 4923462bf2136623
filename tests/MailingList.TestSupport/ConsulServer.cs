using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MailingList.TestSupport;

/// <summary>A real Consul server on the loopback, with a folder of its own that is gone in the end.</summary>
public sealed class ConsulServer : IDisposable
{
    private const string NodeName = "test";

    private static readonly TimeSpan LongerThanAnyMachineTakes = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly ConsulServerOptions _options;

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-consul-").FullName;

    private readonly HttpClient _http;

    private Process? _process;

    private ConsulServer(ConsulServerOptions options)
    {
        _options = options;
        Address = new Uri($"http://127.0.0.1:{LoopbackPorts.Next()}");
        TlsAddress = options.Certificates is null ? null : new Uri($"https://127.0.0.1:{LoopbackPorts.Next()}");
        _http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        File.WriteAllText(Path.Combine(_folder, "consul.json"), Configuration());
        // Whoever ends the tests in the middle does not leave servers behind.
        AppDomain.CurrentDomain.ProcessExit += EndOfTests;
    }

    /// <summary>Where it answers by HTTP.</summary>
    public Uri Address { get; }

    /// <summary>Where it answers by HTTPS; null without certificates.</summary>
    public Uri? TlsAddress { get; }

    /// <summary>The address of its socket, if it was asked for.</summary>
    public Uri SocketAddress => new("unix://" + SocketPath);

    /// <summary>The token that may do everything; null without access control.</summary>
    public string? ManagementToken { get; private set; }

    /// <summary>What it wrote.</summary>
    public string LogPath => Path.Combine(_folder, "consul.log");

    /// <summary>Its process.</summary>
    public int ProcessId => _process!.Id;

    private string SocketPath => Path.Combine(_folder, "http.sock");

    /// <summary>Starts a server, and waits until it has a leader, unless it is not to have one.</summary>
    public static async Task<ConsulServer> StartAsync(ConsulServerOptions? options = null)
    {
        var server = new ConsulServer(options ?? new ConsulServerOptions());
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends it without a word, as a failing host does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {ProcessId}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again, with what it had stored and where it was.</summary>
    public Task RestartAsync()
    {
        Kill();
        return RunAsync();
    }

    /// <summary>Starts it again where it was, with nothing of what it had stored.</summary>
    public Task RestartEmptyAsync()
    {
        Kill();
        Directory.Delete(Path.Combine(_folder, "data"), recursive: true);
        return RunAsync();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndOfTests;
        Kill();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void EndOfTests(object? sender, EventArgs arguments) => _process?.Kill();

    private async Task RunAsync()
    {
        // The shell becomes Consul: the process is the server's.
        _process = Process.Start("/bin/sh", ["-c", "exec \"$0\" agent -config-file=\"$1/consul.json\" >>\"$1/consul.log\" 2>&1", ConsulBinary.Path!, _folder]);
        await UntilAsync(AnswersAsync, "an answer");
        if (_options.BootstrapExpect > 1)
        {
            return;
        }

        if (_options.AccessControl && ManagementToken is null)
        {
            await UntilAsync(BootstrapAsync, "a token");
        }

        // Its own check is the last thing that a new leader writes; without it there can be no session.
        await UntilAsync(IsInCatalogAsync, "a leader");
    }

    private async Task<bool> AnswersAsync() => await GetAsync("/v1/status/leader") is not null;

    private async Task<bool> BootstrapAsync()
    {
        using HttpResponseMessage response = await _http.PutAsync(new Uri("/v1/acl/bootstrap", UriKind.Relative), null);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        ManagementToken = json.RootElement.GetProperty("SecretID").GetString();
        _http.DefaultRequestHeaders.Add("X-Consul-Token", ManagementToken);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return true;
    }

    private async Task<bool> IsInCatalogAsync() =>
        await GetAsync("/v1/health/node/" + NodeName) is { } checks && checks.Contains("\"passing\"", StringComparison.Ordinal);

    private async Task<string?> GetAsync(string path)
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(BetweenLooks);
        while (!await condition())
        {
            if (_process is not { HasExited: false } || waited.Elapsed > LongerThanAnyMachineTakes)
            {
                throw new TimeoutException($"waited for {what} of Consul in vain:\n{await File.ReadAllTextAsync(LogPath)}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private string Configuration()
    {
        string https = TlsAddress is null ? string.Empty : $"\"https\": {TlsAddress.Port},";
        // Servers have had a second gRPC port since 1.14, and the versions before do not know its name.
        string grpcTls = ConsulBinary.Version >= new Version(1, 14) ? "\"grpc_tls\": -1," : string.Empty;
        string http = _options.UnixSocket ? $"\"addresses\": {{ \"http\": \"127.0.0.1 unix://{SocketPath}\" }}," : string.Empty;
        string acl = _options.AccessControl ? "\"acl\": { \"enabled\": true, \"default_policy\": \"deny\" }," : string.Empty;
        string tls = _options.Certificates is not { } files ? string.Empty : $"""
            "ca_file": "{files.CaFile}", "cert_file": "{files.ServerCertificateFile}", "key_file": "{files.ServerKeyFile}", "verify_incoming": true,
            """;
        string extra = _options.Extra.Length == 0 ? string.Empty : _options.Extra + ",";
        return $$"""
            {
              "server": true, "bootstrap_expect": {{_options.BootstrapExpect}}, "node_name": "{{NodeName}}", "data_dir": "{{_folder}}/data",
              "bind_addr": "127.0.0.1", "client_addr": "127.0.0.1", "disable_update_check": true,
              {{http}} {{acl}} {{tls}} {{extra}}
              "ports": {
                "http": {{Address.Port}}, {{https}} {{grpcTls}} "server": {{LoopbackPorts.Next()}}, "serf_lan": {{LoopbackPorts.Next()}},
                "serf_wan": -1, "dns": -1, "grpc": -1
              },
              "performance": { "raft_multiplier": 1, "rpc_hold_timeout": "300ms" }
            }
            """;
    }
}
