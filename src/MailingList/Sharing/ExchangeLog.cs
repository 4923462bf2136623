using MailingList.Replication.Exchange;

using Serilog.Core;

namespace MailingList.Sharing;

/// <summary>What happens in exchanges goes to the log.</summary>
/// <param name="log">The log.</param>
internal sealed class ExchangeLog(Logger log) : IExchangeLog
{
    /// <inheritdoc/>
    public void Information(string text) => log.Information("{Text:l}", text);

    /// <inheritdoc/>
    public void Warning(string text) => log.Warning("{Text:l}", text);
}
