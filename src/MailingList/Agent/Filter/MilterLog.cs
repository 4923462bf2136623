using MailingList.Milter;

using Serilog.Core;

namespace MailingList.Agent.Filter;

/// <summary>What the milter has to say, in the agent's log.</summary>
/// <param name="log">The log.</param>
internal sealed class MilterLog(Logger log) : IMilterLog
{
    /// <inheritdoc/>
    public void Debug(string text) => log.Debug("milter: {Text:l}", text);

    /// <inheritdoc/>
    public void Warning(string text, Exception? exception = null) => log.Warning(exception, "milter: {Text:l}", text);
}
