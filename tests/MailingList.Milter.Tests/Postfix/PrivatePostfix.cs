using System.Diagnostics;

using MailingList.Milter.Sockets;
using MailingList.Milter.Tests.Support;
using MailingList.TestSupport;
using MailingList.TestSupport.Cluster;

namespace MailingList.Milter.Tests.Postfix;

/// <summary>
/// A real Postfix of its own (scripts/private-postfix.sh) with an obedient milter on a Unix socket that only its group may use, and on a second port one that says something at
/// recipients and ends alone, on TCP. What it takes goes to a sink.
/// </summary>
public sealed class PrivatePostfix : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("milter-postfix-").FullName;

    private Process? _process;

    private MilterServer? _talking;

    private MilterServer? _silent;

    internal int Port { get; } = LoopbackPorts.Next();

    internal int SilentPort { get; } = LoopbackPorts.Next();

    internal ObedientMilter Milter { get; } = new(ObedientMilter.Everything);

    internal ObedientMilter SilentMilter { get; } = new(ObedientMilter.Silent);

    internal RecordingLog MilterLog { get; } = new();

    internal SmtpSink Sink { get; } = new();

    internal string Log => File.ReadAllText(Path.Combine(_folder, "postfix", "log", "mail.log"));

    private string SocketPath => Path.Combine(_folder, "milter.sock");

    public async Task InitializeAsync()
    {
        if (Requirements.WhyNoPostfix is not null)
        {
            return;
        }

        // Postfix's processes come in as the user postfix.
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        StartMilter();
        _silent = MilterServer.Start(SilentMilter, new MilterServerOptions { Address = MilterAddress.Parse("inet:127.0.0.1:0"), Log = MilterLog });
        string postfix = Path.Combine(_folder, "postfix");
        await File.WriteAllTextAsync(postfix + ".main.cf", $"smtpd_milters = unix:{SocketPath}\nnon_smtpd_milters = unix:{SocketPath}\nsmtpd_delay_reject = no\n");
        await File.WriteAllTextAsync(postfix + ".master.cf", $"{SilentPort} inet n - n - - smtpd\n  -o smtpd_milters={_silent.Address}\n");
        _process = Programs.Start(Path.Combine(Checkout(), "scripts", "private-postfix.sh"), [postfix, $"{Port}", $"{Sink.Port}"]);
        for (var time = Stopwatch.StartNew(); !File.Exists(Path.Combine(postfix, "ready")); await Task.Yield())
        {
            Assert.False(_process.HasExited, _process.HasExited ? await _process.StandardError.ReadToEndAsync() : string.Empty);
            Assert.True(time.Elapsed < MtaClient.Patience, "Postfix does not start");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await StopMilterAsync(TimeSpan.Zero);
        await (_silent?.DisposeAsync() ?? default);
        Sink.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal void StartMilter() => _talking = MilterServer.Start(
        Milter,
        new MilterServerOptions { Address = MilterAddress.Parse($"unix:{SocketPath}"), Log = MilterLog, SocketGroup = "postfix" });

    internal Task StopMilterAsync(TimeSpan limit) => _talking?.StopAsync(limit) ?? Task.CompletedTask;

    /// <summary>Forgets what was told of sessions before.</summary>
    internal async Task BeginAsync()
    {
        await EndAsync();
        Milter.Told.Clear();
    }

    /// <summary>Waits until Postfix has ended all sessions whose clients are gone.</summary>
    internal async Task EndAsync()
    {
        for (var time = Stopwatch.StartNew(); _talking?.Sessions > 0; await Task.Yield())
        {
            Assert.True(time.Elapsed < MtaClient.Patience, string.Join('\n', Milter.Told));
        }
    }

    /// <summary>Runs a command where this Postfix is the machine's own.</summary>
    internal string Run(byte[] input, params string[] command)
    {
        string target = File.ReadAllText(Path.Combine(_folder, "postfix", "ready")).Trim();
        using Process process = Programs.Start("/usr/bin/nsenter", ["--mount", "--target", target, "--", .. command]);
        (int exitCode, string output, string error) = Programs.Finish(process, input);
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static string Checkout()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MailingList.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("these tests run from a checkout: there is no MailingList.sln above them");
    }
}
