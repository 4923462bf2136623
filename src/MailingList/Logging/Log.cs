using MailingList.Configuration;

using Serilog;
using Serilog.Core;

namespace MailingList.Logging;

/// <summary>Where the program's own words go: to syslog or a file, never to standard output, which belongs to the MTA or a person.</summary>
internal static class Log
{
    private const string SyslogSocket = "/dev/log";

    internal static Logger Open(HostConfiguration configuration) => new LoggerConfiguration()
        .WriteTo.Sink(configuration.Log == HostConfiguration.Syslog ? new SyslogSink(SyslogSocket) : new FileSink(configuration.Log))
        .CreateLogger();
}
