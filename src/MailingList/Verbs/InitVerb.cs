using System.Security.Cryptography;

using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Hosting;
using MailingList.Store;

namespace MailingList.Verbs;

[Verb("init", HelpText = "Prepare this host: the configuration, where there is none, the data folder and the database.")]
[Teach(
    """
    Examples:
      mailinglist init --domain lists.example.org
      mailinglist init --domain lists.example.org --reinject dir:/tmp/out --config ./test.toml --data /tmp/lists

    Run it as root: the data folder is given to the configured user, as whom everything else runs.
    Where there is a configuration it is used as it is. Running it again changes nothing.
    """)]
internal sealed class InitVerb : Verb
{
    // Only Postfix has it: sendmail(1) looks the same whoever's it is.
    private const string Postconf = "/usr/sbin/postconf";

    [Option("domain", MetaValue = "DOMAIN", HelpText = "A domain of lists, for a new configuration; may be repeated.")]
    public IEnumerable<string> Domains { get; set; } = [];

    [Option("host", MetaValue = "NAME", HelpText = "This host's name, for a new configuration; default: the machine's.")]
    public string? Host { get; set; }

    [Option("data", MetaValue = "FOLDER", HelpText = "Where the lists lie, for a new configuration; default: /var/lib/mailinglist.")]
    public string? Data { get; set; }

    [Option("user", MetaValue = "USER", HelpText = "What root becomes, for a new configuration; default: mailinglist.")]
    public string? User { get; set; }

    [Option("reinject", MetaValue = "WHERE", HelpText = "The way back into the MTA, for a new configuration; default: postfix:/usr/sbin/sendmail where Postfix is installed, otherwise sendmail:/usr/sbin/sendmail.")]
    public string? Reinject { get; set; }

    internal override int Run()
    {
        string path = Path.GetFullPath(HostConfiguration.PathFrom(Config));
        bool written = WriteConfiguration(path);
        HostConfiguration configuration = ReadBack(path, written);
        PrepareFolder(configuration);
        Account.Become(configuration.User);
        using (var database = Database.Create(configuration.Database, configuration.Host, configuration.LockWait, TimeProvider.System))
        {
            database.Write(() => new SecretTable(database, configuration.Consul is not null).Ensure(RandomNumberGenerator.GetBytes(SecretTable.KeyLength)));
        }

        string domain = configuration.Domains[0];
        Console.Out.WriteLine(
            $"""
            {path}: {(written ? "written" : "used as it is")}
            {configuration.Database}: ready
            Next: `mailinglist setup postfix` or `mailinglist setup exim`, then `mailinglist create NAME@{domain} --owner ADDRESS`
            """);
        return ExitCodes.Done;
    }

    private bool WriteConfiguration(string path)
    {
        bool asked = Domains.Any() || Host is not null || Data is not null || User is not null || Reinject is not null;
        if (File.Exists(path))
        {
            return asked ? throw Failure.Usage($"{path} is there already: change it by hand, or leave the options out") : false;
        }

        if (!Domains.Any())
        {
            throw Failure.Usage($"there is no configuration {path}: name the domain of your lists, as in --domain lists.example.org");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, ConfigurationTemplate.Fill([.. Domains], Host, Data, User, Reinject ?? (File.Exists(Postconf) ? "postfix:/usr/sbin/sendmail" : null)));
        // Root wrote it, the configured user reads it at every post.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return true;
    }

    // A file that we wrote and cannot read back would be in the way of the next try.
    private static HostConfiguration ReadBack(string path, bool written)
    {
        try
        {
            return HostConfiguration.Read(path);
        }
        catch (Failure) when (written)
        {
            File.Delete(path);
            throw;
        }
    }

    private static void PrepareFolder(HostConfiguration configuration)
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Directory.CreateDirectory(configuration.Data, Mode);
        if (Account.IsRoot)
        {
            Account.Give(configuration.Data, configuration.User);
        }
    }
}
