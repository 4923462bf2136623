using System.Diagnostics;

namespace MailingList.TestSupport.Cluster;

/// <summary>A Consul server in a network namespace, watched by a shell that kills it when we are gone, however we went.</summary>
internal sealed class ConsulProcess : IDisposable
{
    // A line on standard input is a signal for the server; the end of standard input, which our death brings about too, kills it. The
    // shell ends with the server, so whether the one runs is whether the other does.
    private const string Watch = """
        exec 3<&0 </dev/null >>"$1" 2>&1
        shift
        "$@" 3<&- &
        server=$!
        { while read -r signal; do kill -"$signal" $server; done; kill -KILL $server; } <&3 3<&- &
        watch=$!
        exec 3<&-
        wait $server
        kill $watch
        """;

    private readonly Process _shell;

    internal ConsulProcess(IReadOnlyList<string> way, string configuration, string log) => _shell = Process.Start(
        new ProcessStartInfo(way[0], [.. way.Skip(1), "sh", "-c", Watch, "sh", log, ConsulProgram.Path!, "agent", "-config-file", configuration])
        {
            RedirectStandardInput = true,
        })!;

    internal bool IsRunning => !_shell.HasExited;

    internal void Signal(string name)
    {
        if (!IsRunning)
        {
            return;
        }

        try
        {
            _shell.StandardInput.WriteLine(name);
            _shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has just ended by itself.
        }

        if (!_shell.WaitForExit(Programs.Limit))
        {
            throw new TimeoutException($"Consul did not end at SIG{name}");
        }
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
