using System.Globalization;
using System.Net.Sockets;
using System.Text;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>Tells systemd how the agent is (sd_notify(3)); nothing where systemd did not start it.</summary>
internal sealed class SystemdNotify : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _name;
    private readonly TimeProvider _time;
    private readonly Logger _log;
    private bool _isNoted;
    private long _lastPing;

    /// <param name="environment">Looks a variable up.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="log">The log.</param>
    internal SystemdNotify(Func<string, string?> environment, TimeProvider time, Logger log)
    {
        (_time, _log) = (time, log);
        _name = environment("NOTIFY_SOCKET") is { Length: > 0 } name ? name : null;

        // Microseconds; half of it, as sd_watchdog_enabled(3) advises.
        if (long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long watchdog))
        {
            PingEvery = TimeSpan.FromMicroseconds(watchdog) / 2;
        }
    }

    private TimeSpan? PingEvery { get; }

    /// <summary>The agent does its work.</summary>
    internal void Ready() => Send("READY=1");

    /// <summary>The agent is on its way out.</summary>
    internal void Stopping() => Send("STOPPING=1");

    /// <summary>The agent is alive; told as often as systemd wants to hear it.</summary>
    internal void Alive()
    {
        if (PingEvery is { } every && (_lastPing == 0 || _time.GetElapsedTime(_lastPing) >= every))
        {
            Send("WATCHDOG=1");
            _lastPing = _time.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // Who does not listen any more is no reason to end: systemd sees for itself whether the process lives.
    private void Send(string state)
    {
        if (_name is null)
        {
            return;
        }

        try
        {
            // @ stands for the first byte of a name that is in no folder (unix(7), abstract).
            _socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(_name[0] == '@' ? "\0" + _name[1..] : _name));
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            // ArgumentException: a name that is too long for a socket. Once: the watchdog's word comes again and again.
            if (!_isNoted)
            {
                _log.Warning("systemd cannot be told at {Socket:l}: {Reason:l}", _name, error.Message);
            }

            _isNoted = true;
        }
    }
}
