using System.Diagnostics.CodeAnalysis;
using System.Reflection;

using CommandLine;
using CommandLine.Text;

using MailingList.Core.Failures;

namespace MailingList.Verbs;

/// <summary>From arguments to a verb.</summary>
internal static class CommandLineParsing
{
    private const int Width = 100;
    private const DynamicallyAccessedMemberTypes All = DynamicallyAccessedMemberTypes.All;

    private const string Overview =
        """

        First steps:
          mailinglist init --domain lists.example.org
          mailinglist setup postfix
          mailinglist create dev@lists.example.org --owner ann@example.org
          mailinglist subscribe dev@lists.example.org bob@example.net

        `mailinglist VERB --help` tells more, with examples.
        """;

    // The order of the help: a list's life, then its subscribers, its senders, its bounces, the MTA, the other hosts.
    private static readonly Type[] Verbs =
    [
        typeof(InitVerb), typeof(CreateVerb), typeof(DeleteVerb), typeof(ListsVerb), typeof(ShowVerb), typeof(SetVerb),
        typeof(SubscribeVerb), typeof(UnsubscribeVerb), typeof(SubscribersVerb), typeof(WhyVerb), typeof(ImportVerb), typeof(ExportVerb),
        typeof(DenyVerb), typeof(AllowVerb), typeof(HeaderRuleVerb), typeof(BouncesVerb),
        typeof(DeliverVerb), typeof(CheckVerb), typeof(SetupVerb),
        typeof(JoinVerb), typeof(LeaveVerb), typeof(AgentVerb), typeof(SyncVerb), typeof(StatusVerb), typeof(RotateVerb),
    ];

    /// <summary>The verb, with its options; or one that shows the help that was asked for.</summary>
    /// <exception cref="Failure">The arguments cannot be understood.</exception>
    // CommandLineParser finds options by reflection; NativeAOT keeps the members that are named here.
    [DynamicDependency(All, typeof(Verb))]
    [DynamicDependency(All, typeof(TeachAttribute))]
    [DynamicDependency(All, typeof(InitVerb))]
    [DynamicDependency(All, typeof(CreateVerb))]
    [DynamicDependency(All, typeof(DeleteVerb))]
    [DynamicDependency(All, typeof(ListsVerb))]
    [DynamicDependency(All, typeof(ShowVerb))]
    [DynamicDependency(All, typeof(SetVerb))]
    [DynamicDependency(All, typeof(SubscribeVerb))]
    [DynamicDependency(All, typeof(UnsubscribeVerb))]
    [DynamicDependency(All, typeof(SubscribersVerb))]
    [DynamicDependency(All, typeof(WhyVerb))]
    [DynamicDependency(All, typeof(ImportVerb))]
    [DynamicDependency(All, typeof(ExportVerb))]
    [DynamicDependency(All, typeof(RuleVerb))]
    [DynamicDependency(All, typeof(SenderVerb))]
    [DynamicDependency(All, typeof(DenyVerb))]
    [DynamicDependency(All, typeof(AllowVerb))]
    [DynamicDependency(All, typeof(HeaderRuleVerb))]
    [DynamicDependency(All, typeof(BouncesVerb))]
    [DynamicDependency(All, typeof(DeliverVerb))]
    [DynamicDependency(All, typeof(CheckVerb))]
    [DynamicDependency(All, typeof(SetupVerb))]
    [DynamicDependency(All, typeof(JoinVerb))]
    [DynamicDependency(All, typeof(LeaveVerb))]
    [DynamicDependency(All, typeof(AgentVerb))]
    [DynamicDependency(All, typeof(SyncVerb))]
    [DynamicDependency(All, typeof(StatusVerb))]
    [DynamicDependency(All, typeof(RotateVerb))]
    internal static Verb Parse(string[] args)
    {
        if (DeliverVerb.FromMta(args) is { } deliver)
        {
            return deliver;
        }

        // CommandLineParser answers `help VERB` with the help of all.
        args = args is ["help", var about] ? [about, "--help"] : args;
        using var parser = new Parser(settings =>
        {
            settings.HelpWriter = null;
            // An option's value is the next argument whatever it looks like: a sender may begin with a hyphen, or be empty.
            settings.GetoptMode = true;
            settings.AllowMultiInstance = true;
        });
        ParserResult<object> result = parser.ParseArguments(args, Verbs);
        return result.Tag == ParserResultType.Parsed ? Checked((Verb)result.Value) : new HelpVerb(Help(result));
    }

    // A second list's name behind `delete`, say, must not be passed over.
    private static Verb Checked(Verb verb) => verb.Surplus.FirstOrDefault() is not { } surplus
        ? verb
        : throw Failure.Usage($"'{surplus}' is one argument too many. See `mailinglist {verb.GetType().GetCustomAttribute<VerbAttribute>()?.Name} --help`.");

    private static string Help(ParserResult<object> result)
    {
        List<Error> errors = [.. result.Errors];
        if (errors.Any(error => error.Tag is ErrorType.VersionRequestedError))
        {
            return HelpVerb.Version;
        }

        bool asked = errors.All(error => error.Tag is ErrorType.HelpRequestedError or ErrorType.HelpVerbRequestedError);
        Type? verb = Verbs.Contains(result.TypeInfo.Current) ? result.TypeInfo.Current : null;
        if (asked)
        {
            return Build(result, verb);
        }

        var sentences = SentenceBuilder.Create();
        string wrong = string.Join(" ", errors.Select(error => error is MissingRequiredOptionError { NameInfo.NameText: "" } or SequenceOutOfRangeError { NameInfo.NameText: "" }
            ? $"{verb?.GetCustomAttribute<VerbAttribute>()?.Name} needs {Needed(verb)}."
            : sentences.FormatError(error)).Distinct());
        string name = verb?.GetCustomAttribute<VerbAttribute>()?.Name is { } known ? $"{known} " : string.Empty;
        throw Failure.Usage($"{wrong} See `mailinglist {name}--help`.");
    }

    // CommandLineParser does not say which of the values without a name is missing, or that it is the sequence at their end.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The verbs' members are kept by the attributes on Parse.")]
    private static string Needed(Type? verb) => string.Join(' ', (verb?.GetProperties() ?? [])
        .Select(property => property.GetCustomAttribute<ValueAttribute>())
        .Where(value => value is not null && (value.Required || value.Min > 0))
        .OrderBy(value => value!.Index)
        .Select(value => value!.MetaName));

    private static string Build(ParserResult<object> result, Type? verb)
    {
        HelpText help = HelpText.AutoBuild(
            result,
            text =>
            {
                text.Heading = HelpVerb.Version;
                text.Copyright = verb?.GetCustomAttribute<VerbAttribute>() is { } attribute ? $"{attribute.Name}: {attribute.HelpText}" : "Mailing lists for Postfix and Exim.";
                text.AdditionalNewLineAfterOption = false;
                text.AddEnumValuesToHelpText = false;
                text.AutoVersion = false;
                text.MaximumDisplayWidth = Width;
                if (verb is null)
                {
                    text.AddVerbs(Verbs);
                }

                return text;
            },
            example => example,
            verbsIndex: verb is null,
            Width);
        return help + Environment.NewLine + (verb?.GetCustomAttribute<TeachAttribute>()?.Text ?? Overview);
    }
}
