using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>What `setup` prints is what lies in the examples and what the tests with a real MTA run.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void It_prints_the_examples_with_this_hosts_values()
    {
        string own = Example("own-domain.main.cf");
        string shared = Example("shared-domain.main.cf");
        string master = Master();
        Assert.Equal(own, Setup("--part", "main"));
        Assert.Equal(shared, Setup("--part", "main", "--shared"));
        Assert.Equal(master, Setup("--part", "master"));
        Assert.Equal(own + "\n" + master, Setup());
        Assert.Equal(shared + "\n" + master, Setup("--shared"));
        Assert.Contains($"\n  flags=RXq user={Sandbox.User} null_sender=\n  argv={Repository.Executable} deliver --config {_sandbox.Configuration}\n", master, StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void Every_domain_of_the_configuration_is_in_it()
    {
        File.WriteAllText(_sandbox.Configuration, File.ReadAllText(_sandbox.Configuration).Replace("[\"lists.example.org\"]", "[\"lists.example.org\", \"Lists.Example.NET\"]", StringComparison.Ordinal));
        string[] lines = Setup("--part", "main").Split('\n');
        Assert.Contains("relay_domains = lists.example.org, lists.example.net", lines);
        Assert.Contains("transport_maps = inline:{ lists.example.org=mailinglist:, lists.example.net=mailinglist: }", lines);
    }

    [ExecutableFact]
    public void The_map_has_every_list_with_its_roles_and_nothing_else()
    {
        Expect.Told(_sandbox.Run("setup", "postfix", "--map"), 64, "there is no list yet");
        _sandbox.CreateList("dev", []);
        _sandbox.CreateList("a.b_c", []);
        const string Roles = "([-+](owner|request|help|subscribe|join|unsubscribe|leave|confirm|bounces|accept|reject|discard)([-+].*)?)?";
        Assert.Equal(
            $"/^a\\.b_c{Roles}@lists\\.example\\.org$/  mailinglist:\n/^dev{Roles}@lists\\.example\\.org$/  mailinglist:\n",
            Setup("--map"));
    }

    [ExecutableFact]
    public void A_part_that_is_none_is_refused()
    {
        Expect.Told(_sandbox.Run("setup", "postfix", "--part", "cf"), 64, "--part 'cf' is none of main, master");
    }

    [ExecutableFact]
    public void For_Exim_it_prints_the_examples_with_this_hosts_values()
    {
        File.AppendAllText(_sandbox.Configuration, "\n[agent]\nlookup = \"inet:127.0.0.1:8892\"\n");
        Assert.Equal(EximExamples("main", "own-domain.main"), SetupExim("--part", "main"));
        Assert.Equal(EximExamples("router"), SetupExim("--part", "router"));
        Assert.Equal(EximExamples("transport"), SetupExim("--part", "transport"));
        Assert.Equal(EximExamples("retry"), SetupExim("--part", "retry"));
        Assert.Equal(EximExamples("main", "own-domain.main", "router", "transport", "retry"), SetupExim());
        Assert.Equal(EximExamples("main", "agent.main", "own-domain.main", "agent.acl", "agent.router", "router", "transport", "retry"), SetupExim("--agent"));
        Assert.Equal(EximExamples("main", "check.main", "own-domain.main", "check.acl", "router", "transport", "retry"), SetupExim("--no-agent"));
        Assert.Equal(EximExamples("main", "shared-domain.main"), SetupExim("--shared", "--part", "main"));
        Assert.Equal(EximExamples("main", "agent.main", "shared-agent.main"), SetupExim("--shared", "--agent", "--part", "main"));
        Assert.Equal(EximExamples("exim4"), SetupExim("--agent", "--whole"));
        Assert.Contains($"\n  command = {Repository.Executable} deliver --config {_sandbox.Configuration}\n  user = {Sandbox.User}\n", SetupExim(), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void Exims_map_has_every_list_with_its_roles_and_nothing_else()
    {
        Expect.Told(_sandbox.Run("setup", "exim", "--map"), 64, "there is no list yet");
        _sandbox.CreateList("a.b_c", []);
        Assert.Equal(
            "^a\\.b_c([-+](owner|request|help|subscribe|join|unsubscribe|leave|confirm|bounces|accept|reject|discard)([-+].*)?)?@lists\\.example\\.org$\n",
            SetupExim("--map"));
    }

    [ExecutableFact]
    public void What_only_the_other_MTA_has_is_refused()
    {
        Expect.Told(_sandbox.Run("setup", "exim", "--milter"), 64, "are Postfix's");
        Expect.Told(_sandbox.Run("setup", "postfix", "--agent"), 64, "are Exim's");
        Expect.Told(_sandbox.Run("setup", "exim", "--agent", "--no-agent"), 64, "not both");
        Expect.Told(_sandbox.Run("setup", "exim", "--whole"), 64, "with --agent");
        Expect.Told(_sandbox.Run("setup", "exim", "--part", "master"), 64, "--part 'master' is none of main, router, transport, retry");
        Expect.Told(_sandbox.Run("setup", "sendmail"), 64, "there is no wiring for 'sendmail', only for postfix and exim");
    }

    [ExecutableFact]
    public void Exim_is_not_told_of_a_Unix_socket()
    {
        Expect.Told(_sandbox.Run("setup", "exim", "--agent"), 78, "there is no `lookup` in [agent]");
        File.AppendAllText(_sandbox.Configuration, "\n[agent]\nlookup = \"unix:/run/mailinglist/lookup.sock\"\n");
        Expect.Told(_sandbox.Run("setup", "exim", "--agent"), 78, "it needs TCP");
    }

    private string SetupExim(params string[] arguments) => _sandbox.Ok(["setup", "exim", .. arguments]).Output;

    private string EximExamples(params string[] names) =>
        string.Join('\n', names.Select(name => File.ReadAllText(Path.Combine(Repository.Root, "exim-examples", $"{name}.conf"))))
            .Replace("uucp : mailinglist\n", $"uucp : {Sandbox.User}\n", StringComparison.Ordinal)
            .Replace("user = mailinglist\n", $"user = {Sandbox.User}\n", StringComparison.Ordinal)
            .Replace("/usr/local/bin/mailinglist", Repository.Executable, StringComparison.Ordinal)
            .Replace("/etc/mailinglist/mailinglist.toml", _sandbox.Configuration, StringComparison.Ordinal);

    private string Setup(params string[] arguments) => _sandbox.Ok(["setup", "postfix", .. arguments]).Output;

    private string Master() => Example("master.cf")
        .Replace("user=mailinglist ", $"user={Sandbox.User} ", StringComparison.Ordinal)
        .Replace("/usr/local/bin/mailinglist", Repository.Executable, StringComparison.Ordinal)
        .Replace("/etc/mailinglist/mailinglist.toml", _sandbox.Configuration, StringComparison.Ordinal);

    private static string Example(string name) => File.ReadAllText(Path.Combine(Repository.Root, "postfix-examples", name));
}
