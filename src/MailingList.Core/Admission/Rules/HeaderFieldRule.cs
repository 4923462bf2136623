using MailingList.Core.Admission.Patterns;
using MailingList.Core.Arrival;

namespace MailingList.Core.Admission.Rules;

/// <summary>
/// Header fields of which somebody said that messages with them are not taken; the list's own come before those for all lists, and the first
/// one that is there decides. Each field is read once, however many rules ask for it.
/// </summary>
public sealed class HeaderFieldRule : IAdmissionRule
{
    /// <inheritdoc/>
    public Verdict? Judge(PostHead post)
    {
        if (post.HeaderRules.Count == 0)
        {
            return null;
        }

        HeaderField? ours = OurOwn(post.Header);
        HashSet<string> names = post.HeaderRules.Select(rule => rule.Pattern.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ILookup<string, string> values = post.Header.Fields.Where(field => names.Contains(field.Name) && field != ours)
            .ToLookup(field => field.Name, field => HeaderPattern.Fold(field.Value), StringComparer.OrdinalIgnoreCase);
        HeaderRule? rule = post.HeaderRules.FirstOrDefault(rule => values[rule.Pattern.Name].Any(rule.Pattern.Matches));
        return rule is null ? null : Apply(rule, post);
    }

    // The first Received is our MTA's, and says nothing about the message.
    private static HeaderField? OurOwn(HeaderBlock header) => header.Fields.FirstOrDefault(field => field.Is("Received"));

    private static Verdict Apply(HeaderRule rule, PostHead post)
    {
        string text = $"{post.List.Address} takes no message that has such a field {rule.Pattern.Name}; {post.Questions}";
        return rule.Action == HeaderAction.Discard
            ? new Verdict.Discard(text, "header", rule.ToString())
            : new Verdict.Reject("5.7.1", text, "header", rule.ToString());
    }
}
