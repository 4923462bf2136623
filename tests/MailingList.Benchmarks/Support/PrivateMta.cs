using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailingList.Benchmarks.Support;

/// <summary>
/// A private MTA that takes whatever is submitted as ever, and then keeps it: what it does with a message later, deliveries and logs a recipient, would take
/// turns on the processor with what is measured. The rest is the same load for whatever submits the same batches, and <see cref="Empty"/> waits until it is over.
/// </summary>
internal abstract class PrivateMta : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly string _meter;
    private Process? _process;

    private protected PrivateMta(string folder, string meter)
    {
        Folder = folder;
        _meter = meter;
    }

    private protected string Folder { get; }

    private protected string[] Inside => ["nsenter", "--mount", "--target", File.ReadAllText(Ready).Trim(), "--"];

    private string Ready => Path.Combine(Folder, "ready");

    /// <summary>Runs a program as an unprivileged user where this MTA is the machine's own, and then empties the queue.</summary>
    internal Sample Measure(int batches, string input, params IEnumerable<string> command)
    {
        string group = Command.Run("id", "-gn", Host.User);
        string[] way = [.. Inside, "setpriv", $"--reuid={Host.User}", $"--regid={group}", "--clear-groups", "--", _meter];
        Sample sample = Sample.Of(way, Folder, input, command);
        Empty(batches);
        return sample;
    }

    /// <summary>Waits until it has worked up what was submitted, checks that all of it is there, and throws it away.</summary>
    internal abstract void Empty(int batches);

    public void Dispose()
    {
        _process?.StandardInput.Close(); // it ends when nobody holds this any more
        _process?.WaitForExit();
        _process?.Dispose();
    }

    /// <summary>A TCP port that nobody has.</summary>
    internal static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Starts it.</summary>
    private protected void Start(string script)
    {
        // Nothing leaves for the sink, so there is none: port 9 is discard's.
        _process = Process.Start(new ProcessStartInfo(script, [Folder, FreePort(), "9"]) { RedirectStandardInput = true })!;
        if (!Wait(() => File.Exists(Ready) || _process.HasExited) || _process.HasExited)
        {
            Dispose();
            throw new InvalidOperationException($"{script} did not start its MTA");
        }
    }

    private protected static bool Wait(Func<bool> condition)
    {
        long started = Stopwatch.GetTimestamp();
        bool met;
        while (!(met = condition()) && Stopwatch.GetElapsedTime(started) < Long)
        {
            Thread.Sleep(Step);
        }

        return met;
    }
}
