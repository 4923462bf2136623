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
        string[] parts = ["main", "router", "transport", "retry"];
        Assert.All(parts, part => Assert.Equal(EximExample($"{part}.conf"), SetupExim("--part", part)));
        Assert.Equal(string.Join('\n', parts.Select(part => EximExample($"{part}.conf"))), SetupExim());
        Assert.Contains($"\n  command = {Repository.Executable} deliver --config {_sandbox.Configuration}\n  user = {Sandbox.User}\n", SetupExim(), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void What_only_the_other_MTA_has_is_refused()
    {
        Expect.Told(_sandbox.Run("setup", "exim", "--milter"), 64, "are Postfix's");
        Expect.Told(_sandbox.Run("setup", "exim", "--part", "master"), 64, "--part 'master' is none of main, router, transport, retry");
        Expect.Told(_sandbox.Run("setup", "sendmail"), 64, "there is no wiring for 'sendmail', only for postfix and exim");
    }

    private string SetupExim(params string[] arguments) => _sandbox.Ok(["setup", "exim", .. arguments]).Output;

    private string EximExample(string name) => File.ReadAllText(Path.Combine(Repository.Root, "exim-examples", name))
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
