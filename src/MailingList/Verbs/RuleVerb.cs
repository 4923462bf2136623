using CommandLine;

using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Records;

namespace MailingList.Verbs;

/// <summary>A verb by which rules are made, shown and taken away, for one list or for all of them.</summary>
internal abstract class RuleVerb : Verb
{
    /// <summary>How rules for all lists are shown in the place of a list's address.</summary>
    internal const string ForAll = "all lists";

    private string? _list;

    [Value(0, MetaName = "add|remove|show", Required = true, HelpText = "What is to be done.")]
    public string Action { get; set; } = string.Empty;

    [Value(1, MetaName = "LIST RULE...", HelpText = "The list's address, and the rules; with --all the rules alone.")]
    public IEnumerable<string> Rest { get; set; } = [];

    [Option("all", HelpText = "For all lists on all hosts; no LIST is named then.")]
    public bool All { get; set; }

    [Option("json", HelpText = "Show as JSON.")]
    public bool AsJson { get; set; }

    /// <summary>The verb's own name.</summary>
    protected abstract string Name { get; }

    /// <summary>What it calls one of its rules, as in the help.</summary>
    protected abstract string RuleName { get; }

    /// <inheritdoc/>
    internal override int Run()
    {
        string[] rules = [.. Rest];
        if (!All)
        {
            _list = rules.FirstOrDefault() ?? throw Failure.Usage($"{Name} {Action} needs LIST, or --all for all lists. See `mailinglist {Name} --help`.");
            rules = rules[1..];
        }

        if (Action is not ("add" or "remove" or "show") || (Action == "show") != (rules.Length == 0))
        {
            throw Failure.Usage($"{Name} is followed by add LIST {RuleName}, remove LIST {RuleName}, or show LIST; --all stands for all lists. See `mailinglist {Name} --help`.");
        }

        return Action switch
        {
            "add" => Add(rules),
            "remove" => Remove(rules),
            _ => Show(),
        };
    }

    /// <summary>Makes rules.</summary>
    protected abstract int Add(IReadOnlyList<string> rules);

    /// <summary>Takes rules away.</summary>
    protected abstract int Remove(IReadOnlyList<string> rules);

    /// <summary>Shows those that there are.</summary>
    protected abstract int Show();

    /// <summary>The list that was named; null: all of them.</summary>
    protected ListSnapshot? Where(Session session) => _list is null ? null : session.List(_list);

    /// <summary>The list's address, or the words for all lists.</summary>
    protected static string Of(ListSnapshot? list) => list?.Address.Text ?? ForAll;

    /// <summary>Changes each rule, and says of each what became of it.</summary>
    protected int Apply<T>(IReadOnlyList<T> rules, Func<Session, ListSnapshot?, T, Change> change, Func<Change, string> what)
    {
        using Session session = Session.Open(Config);
        ListSnapshot? list = Where(session);
        List<Change> done = session.Change(() => rules.Select(rule => change(session, list, rule)).ToList());
        foreach ((T rule, Change became) in rules.Zip(done))
        {
            Console.Out.WriteLine($"{Of(list)}: {rule} {what(became)}");
        }

        return Action == "remove" && done.Contains(Change.None) ? ExitCodes.NoSuchList : ExitCodes.Done;
    }
}
