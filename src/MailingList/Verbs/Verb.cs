using CommandLine;

namespace MailingList.Verbs;

/// <summary>Something that people or an MTA call. CommandLineParser fills in its properties.</summary>
internal abstract class Verb
{
    [Option("config", MetaValue = "FILE", HelpText = "The configuration; default: MAILINGLIST_CONFIG, then /etc/mailinglist/mailinglist.toml.")]
    public string? Config { get; set; }

    /// <summary>Arguments behind the last that the verb knows.</summary>
    [Value(99, Hidden = true)]
    public IEnumerable<string> Surplus { get; set; } = [];

    /// <summary>Does it.</summary>
    /// <returns>The exit code. Everything else ends in an exception.</returns>
    internal abstract int Run();
}
