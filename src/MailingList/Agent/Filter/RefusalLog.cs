using MailingList.Core.Admission;
using MailingList.Core.Failures;

using Serilog.Core;

namespace MailingList.Agent.Filter;

/// <summary>One line for each recipient that an MTA is told to refuse.</summary>
/// <param name="log">The log.</param>
/// <param name="door">By which way the MTA asks.</param>
internal sealed class RefusalLog(Logger log, string door)
{
    /// <summary>It is refused or dropped.</summary>
    internal void Refused(string sender, string recipient, Verdict verdict) => log.Information(
        "{Door:l} to={Recipient:l} from=<{Sender:l}> {Verdict:l}",
        door,
        recipient,
        sender,
        verdict is Verdict.Reject rejected ? $"refused rule={rejected.Rule}: {rejected.Text}" : "discarded");

    /// <summary>Nothing can be said of it now.</summary>
    internal void PutOff(string sender, string recipient, Failure failure) =>
        log.Warning("{Door:l} to={Recipient:l} from=<{Sender:l}> put off: {Text:l}", door, recipient, sender, failure.Message);
}
