using System.Globalization;
using System.Net.Sockets;
using System.Text;

using Serilog.Core;
using Serilog.Events;

namespace MailingList.Logging;

/// <summary>Sends events to the local syslog, facility mail, in the form of RFC 3164 that every local syslog reads on its socket.</summary>
/// <param name="path">The socket.</param>
internal sealed class SyslogSink(string path) : ILogEventSink, IDisposable
{
    private const int MailFacility = 2 << 3;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public void Emit(LogEvent logEvent)
    {
        string time = logEvent.Timestamp.ToString("MMM dd HH:mm:ss", CultureInfo.InvariantCulture);
        string line = $"<{MailFacility + Severity(logEvent.Level)}>{time} mailinglist[{Environment.ProcessId}]: {LineFormat.Of(logEvent)}";
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(line), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error)
        {
            // Nobody listens, or the line is too long for the socket: mail goes on without a log.
            Serilog.Debugging.SelfLog.WriteLine("syslog: {0}", error.Message);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int Severity(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => 2,
        LogEventLevel.Error => 3,
        LogEventLevel.Warning => 4,
        LogEventLevel.Information => 6,
        _ => 7,
    };
}
