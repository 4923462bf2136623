using MailingList.Agent.Filter;
using MailingList.Agent.Lookups;
using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Milter;
using MailingList.Mta.Lookups;

using Serilog.Core;

namespace MailingList.Agent;

/// <summary>What the agent serves to the MTA of this host: the milter and the lookups, as far as the configuration names their sockets.</summary>
internal sealed class MtaServers : IAsyncDisposable
{
    // Postfix's smtp_data_done_timeout and its like are minutes; a message in progress ends within seconds, or comes again.
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly Judges _judges;
    private MilterServer? _milter;
    private LookupServer? _lookup;

    private MtaServers(Judges judges) => _judges = judges;

    /// <summary>Serves from now on.</summary>
    /// <exception cref="Failure">A socket cannot be listened on.</exception>
    internal static async Task<MtaServers> StartAsync(HostConfiguration configuration, AgentLetters letters, Logger log)
    {
        var servers = new MtaServers(new Judges(configuration));
        bool isStarted = false;
        try
        {
            servers.Listen(configuration.Agent, letters, log);
            isStarted = true;
            return servers;
        }
        catch (IOException error)
        {
            throw Failure.Configuration($"[agent] in {configuration.Path}: {error.Message}", error);
        }
        finally
        {
            if (!isStarted)
            {
                await servers.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_milter is not null)
        {
            await _milter.StopAsync(LongestGoodbye).ConfigureAwait(false);
        }

        if (_lookup is not null)
        {
            await _lookup.DisposeAsync().ConfigureAwait(false);
        }

        _judges.Dispose();
    }

    private void Listen(AgentConfiguration agent, AgentLetters letters, Logger log)
    {
        if (agent.Milter is { } milter)
        {
            _milter = MilterServer.Start(
                new ListFilter(_judges, letters, log),
                new MilterServerOptions { Address = milter, Log = new MilterLog(log), SocketMode = agent.SocketMode, SocketGroup = agent.SocketGroup });
            log.Information("milter at {Address:l}", _milter.Address.ToString());
        }

        if (agent.Lookup is { } lookup)
        {
            _lookup = LookupServer.Start(new LookupProtocol(new ListLookup(_judges, letters, log)), lookup, agent.SocketMode, agent.SocketGroup, log);
            log.Information("lookups at {Address:l}", lookup.ToString());
        }
    }
}
