using System.Reflection;

namespace MailingList.Mta.Wiring;

/// <summary>The example files for one MTA, which are part of this program, with this host's paths in them.</summary>
/// <param name="mta">Of which MTA: the files lie in <c>postfix-examples/</c> or <c>exim-examples/</c>.</param>
/// <param name="executable">The absolute path of this program.</param>
/// <param name="configuration">The absolute path of its configuration.</param>
internal sealed class Examples(string mta, string executable, string configuration)
{
    /// <summary>What the examples say in the place of a host's own domains.</summary>
    internal const string Domain = "lists.example.org";

    /// <summary>What the examples say in the place of the user that runs this program.</summary>
    internal const string User = "mailinglist";

    // What the examples say in the place of a host's own.
    private const string Executable = "/usr/local/bin/mailinglist";
    private const string Configuration = "/etc/mailinglist/mailinglist.toml";

    /// <summary>One file.</summary>
    internal string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{mta}/{name}")
            ?? throw new InvalidOperationException($"{mta}-examples/{name} is not in this program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace(Executable, executable, StringComparison.Ordinal)
            .Replace(Configuration, configuration, StringComparison.Ordinal);
    }
}
