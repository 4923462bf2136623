using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Mta.Wiring;

namespace MailingList.Verbs;

[Verb("setup", HelpText = "Print what the MTA has to be told, filled in for this host.")]
[Teach(
    """
    Examples:
      mailinglist setup postfix                   domains of their own for lists: main.cf and master.cf
      mailinglist setup postfix --shared          lists among the mailboxes of a domain
      mailinglist setup postfix --map > /etc/postfix/mailinglist.regexp

    Nothing is changed: copy what you want, or append it with
      mailinglist setup postfix --part main   >> /etc/postfix/main.cf
      mailinglist setup postfix --part master >> /etc/postfix/master.cf
    """)]
internal sealed class SetupVerb : Verb
{
    [Value(0, MetaName = "MTA", Required = true, HelpText = "postfix.")]
    public string Mta { get; set; } = string.Empty;

    [Option("shared", HelpText = "For lists among the mailboxes of a domain.")]
    public bool Shared { get; set; }

    [Option("map", HelpText = "The addresses of all lists, as a regexp table; with --shared wiring.")]
    public bool Map { get; set; }

    [Option("part", MetaValue = "PART", HelpText = "Only what goes into one file: main or master.")]
    public string? Part { get; set; }

    internal override int Run()
    {
        if (Mta != "postfix")
        {
            throw Failure.Usage($"there is no wiring for '{Mta}', only for postfix");
        }

        if (Map)
        {
            using Session session = Session.Open(Config);
            Console.Out.Write(PostfixWiring.Map([.. session.Lists.All().Select(list => list.Address)]));
            return ExitCodes.Done;
        }

        string path = Path.GetFullPath(HostConfiguration.PathFrom(Config));
        HostConfiguration configuration = HostConfiguration.Read(path);
        var wiring = new PostfixWiring(Environment.ProcessPath ?? "mailinglist", path, configuration.User, configuration.Domains);
        Console.Out.Write(Part switch
        {
            null => wiring.Main(Shared) + "\n" + wiring.Master(),
            "main" => wiring.Main(Shared),
            "master" => wiring.Master(),
            _ => throw Failure.Usage($"--part '{Part}' is none of main, master"),
        });
        return ExitCodes.Done;
    }
}
