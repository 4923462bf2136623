using CommandLine;

using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("header-rule", HelpText = "Say what becomes of messages that have a header field.")]
[Teach(
    """
    Examples:
      mailinglist header-rule add dev@lists.example.org 'X-Spam-Flag: YES' reject
      mailinglist header-rule add --all 'X-Spam-Status: Yes*' discard
      mailinglist header-rule show dev@lists.example.org
      mailinglist header-rule remove dev@lists.example.org 'X-Spam-Flag: YES'

    A rule is a field's name and what its whole value looks like, where a star stands for anything; the value unfolded,
    as it stands there and not decoded, and case does not count. `reject` refuses the message, `discard` drops it and
    nobody hears of it. The list's rules come before those for all lists, each in the order in which they were added,
    and the first that fits decides. What your MTA itself writes on the way to the list (its own Received, Return-Path,
    Delivered-To) is not looked at. They hold for posts and for what is asked by mail; the owners' address takes
    everything.
    Exit code 67 when `remove` finds that one of them was not there.
    """)]
internal sealed class HeaderRuleVerb : RuleVerb
{
    /// <inheritdoc/>
    protected override string Name => "header-rule";

    /// <inheritdoc/>
    protected override string RuleName => Action == "add" ? "'FIELD: VALUE' reject|discard" : "'FIELD: VALUE'";

    /// <inheritdoc/>
    protected override int Add(IReadOnlyList<string> rules)
    {
        if (rules is not [var text, var word])
        {
            throw Failure.Usage($"header-rule add takes one rule, and what becomes of messages: {RuleName}");
        }

        HeaderAction action = Words.TryParse(word, out HeaderAction known) ? known
            : word.Equals("hold", StringComparison.OrdinalIgnoreCase) ? throw Failure.Usage("hold: posts cannot be held for a moderator yet; until then there are reject and discard")
            : throw Failure.Usage($"'{word}' is none of {Words.Choices<HeaderAction>()}");
        return Apply(
            [Pattern(text)],
            (session, list, pattern) => session.Lists.Headers.Put(list, pattern, action),
            change => change == Change.None ? "was there already" : $"means {Words.Of(action)} now");
    }

    /// <inheritdoc/>
    protected override int Remove(IReadOnlyList<string> rules) => Apply(
        [.. rules.Select(Pattern)],
        (session, list, pattern) => session.Lists.Headers.Remove(list, pattern),
        change => change == Change.None ? "was not there" : "is taken away");

    // For a list also those for all: they hold there too.
    /// <inheritdoc/>
    protected override int Show()
    {
        using Session session = Session.Open(Config);
        ListSnapshot? list = Where(session);
        IReadOnlyList<HeaderRule> rules = list is null ? session.Lists.Headers.All(null) : session.Lists.Headers.For(list);
        if (!AsJson)
        {
            Table.Write(Console.Out, [["rule", "action", "for"], .. rules.Select(rule => (string[])
                [rule.Pattern.Text, Words.Of(rule.Action), rule.Scope == RuleScope.Site ? ForAll : list!.Address.Text])]);
            return ExitCodes.Done;
        }

        using Stream output = Console.OpenStandardOutput();
        Json.WriteArray(output, rules, (json, rule) =>
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Pattern.Text);
            json.WriteString("action", Words.Of(rule.Action));
            json.WriteString("list", rule.Scope == RuleScope.Site ? null : list!.Address.Text);
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }

    private static HeaderPattern Pattern(string text) => HeaderPattern.TryParse(text, out HeaderPattern? pattern, out string? reason)
        ? pattern
        : throw new Failure(FailureKind.BadData, "5.5.4", $"'{text}' {reason}");
}
