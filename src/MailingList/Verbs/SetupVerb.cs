using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Milter.Sockets;
using MailingList.Mta.Wiring;

namespace MailingList.Verbs;

[Verb("setup", HelpText = "Print what the MTA has to be told, filled in for this host.")]
[Teach(
    """
    Examples:
      mailinglist setup postfix                   domains of their own for lists: main.cf and master.cf
      mailinglist setup postfix --shared          lists among the mailboxes of a domain
      mailinglist setup postfix --map > /etc/postfix/mailinglist.regexp
      mailinglist setup postfix --milter          refuses while the sender is still on the line: Postfix asks the agent
      mailinglist setup postfix --socketmap       takes only what is a list's: Postfix looks it up at the agent

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

    [Option("milter", HelpText = "With the agent as a milter; [agent] in the configuration says where.")]
    public bool Milter { get; set; }

    [Option("socketmap", HelpText = "With the agent's lookups in the place of a table; [agent] in the configuration says where.")]
    public bool SocketMap { get; set; }

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
        string main = wiring.Main(
            Shared,
            Milter ? Socket("milter", configuration.Agent.Milter) : null,
            SocketMap ? Socket("lookup", configuration.Agent.Lookup) : null);
        Console.Out.Write(Part switch
        {
            null => main + "\n" + wiring.Master(),
            "main" => main,
            "master" => wiring.Master(),
            _ => throw Failure.Usage($"--part '{Part}' is none of main, master"),
        });
        return ExitCodes.Done;

        string Socket(string key, MilterAddress? address) => address?.ToString()
            ?? throw Failure.Configuration($"there is no `{key}` in [agent] in {path}: it says at which socket the agent serves Postfix");
    }
}
