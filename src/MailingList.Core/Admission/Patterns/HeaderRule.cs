using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Patterns;

/// <summary>What becomes of messages with a header field.</summary>
/// <param name="Pattern">Which field.</param>
/// <param name="Action">What becomes of them.</param>
/// <param name="Scope">Where.</param>
public sealed record HeaderRule(HeaderPattern Pattern, HeaderAction Action, RuleScope Scope)
{
    /// <summary>The rule in a few words, for whoever asks why.</summary>
    public override string ToString() => $"{Words.Of(Action)} '{Pattern}'{(Scope == RuleScope.Site ? " for all lists" : string.Empty)}";
}
