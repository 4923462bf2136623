using System.Diagnostics;
using System.Globalization;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks.Filter;

/// <summary>The agent of a host that stands alone, with a list of a million.</summary>
internal sealed class AgentOfMillion : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    internal AgentOfMillion(string folder, string executable)
    {
        var host = new Host(Path.Combine(folder, "filter"), executable);
        host.Replace(MembershipCheck.DatabaseIn(folder));
        Socket = Path.Combine(host.Data, "milter.sock");
        File.AppendAllText(host.Configuration, $"[agent]\nmilter = \"unix:{Socket}\"\nsocket-mode = \"0666\"\n");
        // Postfix's user is nobody to the data folder.
        File.SetUnixFileMode(host.Data, (UnixFileMode)0b111_101_101);
        _process = Process.Start(new ProcessStartInfo(executable, ["agent", "--config", host.Configuration]) { RedirectStandardInput = true })!;
        long started = Stopwatch.GetTimestamp();
        while (!File.Exists(Socket))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Long)
            {
                throw new InvalidOperationException("the agent did not start");
            }

            Thread.Sleep(10);
        }
    }

    /// <summary>Its milter.</summary>
    internal string Socket { get; }

    /// <summary>How much memory it holds, in MiB.</summary>
    internal double Memory
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
