using MailingList.Agent.Filter;
using MailingList.Core.Admission;
using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

namespace MailingList.Agent.Lookups;

/// <summary>What MTAs look up, from this host's lists.</summary>
/// <param name="judges">Know the lists.</param>
internal sealed class ListLookup(Judges judges) : ILookup
{
    /// <inheritdoc/>
    public string? Find(string map, string key) => map switch
    {
        ILookup.Lists => judges.Ask(judge => judge.IsList(key)) ? $"{ListFilter.Transport}:" : null,
        ILookup.Domains => judges.Ask(judge => judge.IsListDomain(key)) ? key : null,
        _ => throw Failure.Usage($"there is no map '{map}', only {ILookup.Lists} and {ILookup.Domains}"),
    };

    /// <inheritdoc/>
    public string? Refuse(string sender, string recipient) =>
        judges.Ask(judge => judge.Recipient(sender, recipient)) is Verdict.Reject refused ? $"{refused.Status} {refused.Text}" : null;
}
