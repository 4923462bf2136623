using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Admission.Patterns;

/// <summary>What is made of senders, whatever the posting policy.</summary>
/// <param name="Pattern">Who.</param>
/// <param name="Right">What they may: <see cref="PostingRight.Allow"/> or <see cref="PostingRight.Deny"/>.</param>
/// <param name="Scope">Where.</param>
/// <param name="Note">Who made it and why, for people; or empty.</param>
public sealed record SenderRule(SenderPattern Pattern, PostingRight Right, RuleScope Scope, string Note = "")
{
    /// <summary>The rule that counts for an address on a list; null: none means it.</summary>
    public static SenderRule? Of(IListReader lists, ListSnapshot list, EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return Deciding(lists.SenderRules(list, address), address);
    }

    /// <summary>
    /// The rule that counts for an address: a list's before one for all lists; an address before its domain, and that before a glob; where
    /// two are left, the one that denies. Null: none means it.
    /// </summary>
    public static SenderRule? Deciding(IEnumerable<SenderRule> rules, EmailAddress address) => rules
        .Where(rule => rule.Pattern.Matches(address))
        .MinBy(rule => (rule.Scope, rule.Pattern.Kind, rule.Right != PostingRight.Deny));

    /// <summary>The rule in a few words, for whoever asks why.</summary>
    public override string ToString() =>
        $"{Words.Of(Right)} {Pattern}{(Scope == RuleScope.Site ? " for all lists" : string.Empty)}{(Note.Length > 0 ? $": {Note}" : string.Empty)}";
}
