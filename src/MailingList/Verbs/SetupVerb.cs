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
      mailinglist setup exim                      domains of their own for lists: Debian's split configuration, or one file

    Nothing is changed: copy what you want, or append it with
      mailinglist setup postfix --part main   >> /etc/postfix/main.cf
      mailinglist setup postfix --part master >> /etc/postfix/master.cf
      mailinglist setup exim --part router > /etc/exim4/conf.d/router/110_mailinglist
    """)]
internal sealed class SetupVerb : Verb
{
    private const string Postfix = "postfix";
    private const string Exim = "exim";

    [Value(0, MetaName = "MTA", Required = true, HelpText = "postfix or exim.")]
    public string Mta { get; set; } = string.Empty;

    [Option("shared", HelpText = "For lists among the mailboxes of a domain.")]
    public bool Shared { get; set; }

    [Option("map", HelpText = "The addresses of all lists, as a regexp table; with --shared wiring.")]
    public bool Map { get; set; }

    [Option("milter", HelpText = "With the agent as a milter; [agent] in the configuration says where.")]
    public bool Milter { get; set; }

    [Option("socketmap", HelpText = "With the agent's lookups in the place of a table; [agent] in the configuration says where.")]
    public bool SocketMap { get; set; }

    [Option("part", MetaValue = "PART", HelpText = "Only what goes into one file: main or master; for Exim main, router, transport or retry.")]
    public string? Part { get; set; }

    internal override int Run()
    {
        if (Mta is not (Postfix or Exim))
        {
            throw Failure.Usage($"there is no wiring for '{Mta}', only for {Postfix} and {Exim}");
        }

        if (Map && Mta == Postfix)
        {
            using Session session = Session.Open(Config);
            Console.Out.Write(PostfixWiring.Map([.. session.Lists.All().Select(list => list.Address)]));
            return ExitCodes.Done;
        }

        string path = Path.GetFullPath(HostConfiguration.PathFrom(Config));
        HostConfiguration configuration = HostConfiguration.Read(path);
        string executable = Environment.ProcessPath ?? "mailinglist";
        Write(Mta == Postfix ? ForPostfix(executable, configuration, path) : ForExim(executable, configuration, path));
        return ExitCodes.Done;
    }

    private (string Part, string Text)[] ForPostfix(string executable, HostConfiguration configuration, string path)
    {
        var wiring = new PostfixWiring(executable, path, configuration.User, configuration.Domains);
        string main = wiring.Main(
            Shared,
            Milter ? Socket("milter", configuration.Agent.Milter) : null,
            SocketMap ? Socket("lookup", configuration.Agent.Lookup) : null);
        return [("main", main), ("master", wiring.Master())];

        string Socket(string key, MilterAddress? address) => address?.ToString()
            ?? throw Failure.Configuration($"there is no `{key}` in [agent] in {path}: it says at which socket the agent serves Postfix");
    }

    private (string Part, string Text)[] ForExim(string executable, HostConfiguration configuration, string path)
    {
        if (Shared || Map || Milter || SocketMap)
        {
            throw Failure.Usage("--shared, --map, --milter and --socketmap are Postfix's");
        }

        var wiring = new EximWiring(executable, path, configuration.User, configuration.Domains);
        return [("main", wiring.Main()), ("router", wiring.Router()), ("transport", wiring.Transport()), ("retry", wiring.Retry())];
    }

    private void Write((string Part, string Text)[] parts) => Console.Out.Write(Part is null
        ? string.Join('\n', parts.Select(part => part.Text))
        : parts.FirstOrDefault(part => part.Part == Part).Text
            ?? throw Failure.Usage($"--part '{Part}' is none of {string.Join(", ", parts.Select(part => part.Part))}"));
}
