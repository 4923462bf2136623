using MailingList.Agent.Filter;
using MailingList.Core.Admission;
using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

using Serilog.Core;

namespace MailingList.Agent.Lookups;

/// <summary>What MTAs look up, from this host's lists.</summary>
/// <param name="judges">Know the lists.</param>
/// <param name="letters">Tells authors of what their message was not taken for.</param>
/// <param name="log">One line a refusal.</param>
internal sealed class ListLookup(Judges judges, AgentLetters letters, Logger log) : ILookup
{
    private const string Transport = $"{ListFilter.Transport}:";

    private readonly RefusalLog _refusals = new(log, "lookup");

    /// <inheritdoc/>
    public string? Find(string map, string key) => map switch
    {
        ILookup.Lists => judges.Ask(judge => judge.IsList(key)) ? Transport : null,
        ILookup.Recipients => judges.Ask(judge => judge.IsRecipient(key)) ? Transport : null,
        ILookup.Domains => judges.Ask(judge => judge.IsListDomain(key)) ? key : null,
        _ => throw Failure.Usage($"there is no map '{map}', only {ILookup.Lists}, {ILookup.Recipients} and {ILookup.Domains}"),
    };

    /// <inheritdoc/>
    public string? Refuse(string sender, string recipient)
    {
        if (judges.Ask(judge => judge.Recipient(sender, recipient)) is not Verdict.Reject refused)
        {
            return null;
        }

        _refusals.Refused(sender, recipient, refused);
        return $"{refused.Status} {refused.Text}";
    }

    /// <inheritdoc/>
    public Conclusion Judge(ArrivingMessage message)
    {
        string[] ours = [.. message.Recipients.Where(recipient => judges.Ask(judge => judge.IsList(recipient)))];
        return ours.Length == 0
            ? Conclusion.Taken
            : new MessageJudge(judges, letters, _refusals).Judge(message.Sender, ours, ours.Length < message.Recipients.Count, message.Header, message.BodySize);
    }
}
