using CommandLine;

using MailingList.Core.Admission.Patterns;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Output;

namespace MailingList.Verbs;

/// <summary>A verb that says of senders what they may.</summary>
internal abstract class SenderVerb : RuleVerb
{
    [Option("note", MetaValue = "TEXT", HelpText = "Who says so and why, for those who look here later; empty takes it away.")]
    public string? Note { get; set; }

    /// <summary>What they may.</summary>
    protected abstract PostingRight Right { get; }

    /// <inheritdoc/>
    protected override string Name => Words.Of(Right);

    /// <inheritdoc/>
    protected override string RuleName => "PATTERN...";

    private string Said => Right == PostingRight.Deny ? "denied" : "allowed";

    /// <inheritdoc/>
    protected override int Add(IReadOnlyList<string> rules)
    {
        string? note = Note?.Trim();
        if (note is not null && (note.Length > RecordKind.LongestLine || note.Any(char.IsControl)))
        {
            throw Failure.Usage($"--note is one line of at most {RecordKind.LongestLine} characters");
        }

        return Apply(
            Patterns(rules),
            (session, list, pattern) => session.Lists.Senders.Put(list, pattern, Right, note),
            change => change == Change.None ? $"was {Said} already" : $"is {Said}");
    }

    /// <inheritdoc/>
    protected override int Remove(IReadOnlyList<string> rules) => Apply(
        Patterns(rules),
        (session, list, pattern) => session.Lists.Senders.Remove(list, pattern, Right),
        change => change == Change.None ? $"was not {Said}" : $"is not {Said} any more");

    // For a list also what is said for all: that holds there too.
    /// <inheritdoc/>
    protected override int Show()
    {
        using Session session = Session.Open(Config);
        ListSnapshot? list = Where(session);
        IEnumerable<SenderRule> all = session.Lists.Senders.All(null);
        SenderRule[] rules = [.. (list is null ? all : session.Lists.Senders.All(list).Concat(all)).Where(rule => rule.Right == Right)];
        if (!AsJson)
        {
            Table.Write(Console.Out, [["pattern", "for", "note"], .. rules.Select(rule => (string[])[rule.Pattern.Text, For(rule), rule.Note])]);
            return ExitCodes.Done;
        }

        using Stream output = Console.OpenStandardOutput();
        Json.WriteArray(output, rules, (json, rule) =>
        {
            json.WriteStartObject();
            json.WriteString("pattern", rule.Pattern.Text);
            json.WriteString("posting", Words.Of(rule.Right));
            json.WriteString("list", rule.Scope == RuleScope.Site ? null : list!.Address.Text);
            json.WriteString("note", rule.Note);
            json.WriteEndObject();
        });
        return ExitCodes.Done;

        string For(SenderRule rule) => rule.Scope == RuleScope.Site ? ForAll : list!.Address.Text;
    }

    private static SenderPattern[] Patterns(IReadOnlyList<string> rules) =>
    [
        .. rules.Select(text => SenderPattern.TryParse(text, out SenderPattern? pattern, out string? reason)
            ? pattern
            : throw new Failure(FailureKind.BadData, "5.1.3", $"'{text}' {reason}")),
    ];
}
