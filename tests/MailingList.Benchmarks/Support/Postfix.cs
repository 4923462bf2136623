using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailingList.Benchmarks.Support;

/// <summary>
/// A private Postfix (scripts/private-postfix.sh) whose pickup(8) and cleanup(8) work as ever, and which puts everything on hold there:
/// what Postfix does with a message later, deliveries and logs a recipient, would take turns on the processor with what is measured. The
/// rest is the same load for whatever submits the same batches, and <see cref="Empty"/> waits until it is over.
/// </summary>
internal sealed class Postfix : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly string _folder;
    private readonly string _meter;

    /// <summary>Starts it.</summary>
    /// <param name="script">scripts/private-postfix.sh.</param>
    /// <param name="folder">Its folder, made here.</param>
    /// <param name="meter">This program.</param>
    /// <param name="main">Further parameters.</param>
    /// <param name="master">Further services.</param>
    internal Postfix(string script, string folder, string meter, string main = "", string master = "")
    {
        _folder = folder;
        _meter = meter;
        File.WriteAllText($"{folder}.main.cf", "header_checks = static:HOLD\n" + main);
        File.WriteAllText($"{folder}.master.cf", master);
        // Nothing leaves for the sink, so there is none: port 9 is discard's.
        _process = Process.Start(new ProcessStartInfo(script, [folder, FreePort(), "9"]) { RedirectStandardInput = true })!;
        if (!Wait(() => File.Exists(Ready) || _process.HasExited) || _process.HasExited)
        {
            Dispose();
            throw new InvalidOperationException("the private Postfix did not start");
        }
    }

    private string Ready => Path.Combine(_folder, "ready");

    private string[] Inside => ["nsenter", "--mount", "--target", File.ReadAllText(Ready).Trim(), "--"];

    /// <summary>What is missing for one, in words, or null.</summary>
    internal static string? WhyNot =>
        !Environment.IsPrivilegedProcess ? "needs root: a Postfix of its own in a mount namespace"
        : !File.Exists("/usr/sbin/postfix") ? "needs Postfix: apt-get install postfix"
        : null;

    /// <summary>Runs a program as an unprivileged user where this Postfix is the machine's own, and then empties the queue.</summary>
    internal Sample Measure(int batches, string input, params IEnumerable<string> command)
    {
        string group = Command.Run("id", "-gn", Host.User);
        string[] way = [.. Inside, "setpriv", $"--reuid={Host.User}", $"--regid={group}", "--clear-groups", "--", _meter];
        Sample sample = Sample.Of(way, _folder, input, command);
        Empty(batches);
        return sample;
    }

    public void Dispose()
    {
        _process.StandardInput.Close(); // it ends when nobody holds this any more
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Waits until Postfix has worked up what was submitted, checks that all of it is there, and throws it away.</summary>
    internal void Empty(int batches)
    {
        if (!Wait(() => Count("maildrop") == 0 && Count("incoming") == 0 && Count("hold") == batches))
        {
            throw new InvalidOperationException(
                $"Postfix has {Count("hold")} messages on hold instead of {batches}, and {Count("maildrop")} on their way: see {_folder}/log");
        }

        Command.Run([.. Inside, "postsuper", "-d", "ALL", "hold"]);
    }

    private int Count(string queue) => Directory.EnumerateFiles(Path.Combine(_folder, "spool", queue), "*", SearchOption.AllDirectories).Count();

    private static bool Wait(Func<bool> condition)
    {
        long started = Stopwatch.GetTimestamp();
        bool met;
        while (!(met = condition()) && Stopwatch.GetElapsedTime(started) < Long)
        {
            Thread.Sleep(Step);
        }

        return met;
    }

    /// <summary>A TCP port that nobody has.</summary>
    internal static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
