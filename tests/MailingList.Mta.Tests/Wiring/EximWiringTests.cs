using MailingList.Core.Failures;
using MailingList.Mta.Wiring;

namespace MailingList.Mta.Tests.Wiring;

public sealed class EximWiringTests
{
    private static EximWiring Wiring(params string[] domains) =>
        new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", domains);

    private static string Part(EximWiring wiring, string name) => wiring.Parts.Single(part => part.Part == name).Text;

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    [Fact]
    public void The_pipe_runs_this_program_as_its_user_with_its_configuration()
    {
        IEnumerable<string> lines = Lines(Part(Wiring("lists.example.net"), "transport"));

        Assert.Contains("command = /opt/ml/bin/mailinglist deliver --config /opt/ml/etc/ml.toml", lines);
        Assert.Contains("user = listuser", lines);
        Assert.DoesNotContain(lines, line => line.Contains("/usr/local", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_the_envelope_is_in_the_command_because_it_is_tainted()
    {
        Assert.DoesNotContain('$', Lines(Part(Wiring("lists.example.net"), "transport")).Single(line => line.StartsWith("command", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_senders_own_faults_are_left_out_of_what_is_tried_again()
    {
        string[] codes = Lines(Part(Wiring("lists.example.net"), "transport")).Single(line => line.StartsWith("temp_errors = ", StringComparison.Ordinal))["temp_errors = ".Length..].Split(" : ");

        Assert.Equal([65, 67, 77], Enumerable.Range(64, 15).Where(code => !codes.Contains($"{code}")));
        Assert.Contains("127", codes);
    }

    [Fact]
    public void The_domains_are_a_list_of_Exims_and_the_user_is_trusted()
    {
        IEnumerable<string> lines = Lines(Part(Wiring("a.example", "b.example"), "main"));

        Assert.Contains("domainlist mailinglist_domains = a.example : b.example", lines);
        Assert.Contains("MAIN_TRUSTED_USERS = uucp : listuser", lines);
    }

    [Fact]
    public void Each_part_says_first_where_it_goes_in_Debian()
    {
        EximWiring wiring = new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", ["a.example"]) { RunsCheck = true };
        string[] places = ["main/00", "acl/10", "router/110", "transport/30", "retry/10"];

        Assert.Equal(["main", "acl", "router", "transport", "retry"], wiring.Parts.Select(part => part.Part));
        Assert.All(wiring.Parts.Zip(places), pair => Assert.Contains($"# Debian: /etc/exim4/conf.d/{pair.Second}_mailinglist. ", pair.First.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_agent_is_asked_by_TCP_because_Exim_closes_other_files_after_a_Unix_socket()
    {
        EximWiring wiring = new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", ["a.example"]) { Lookup = "inet:127.0.0.1:8893" };

        Assert.Equal(FailureKind.Configuration, Assert.Throws<Failure>(() => new EximWiring("x", "y", "z", ["a.example"]) { Lookup = "unix:/run/ml/lookup.sock" }).Kind);
        Assert.Contains("MAILINGLIST_LOOKUP = inet:127.0.0.1:8893", Lines(Part(wiring, "main")));
        Assert.Contains("acl_mailinglist_data:", Lines(Part(wiring, "acl")));
        Assert.Equal(["mailinglist_refused:", "mailinglist:"], Lines(Part(wiring, "router")).Where(line => line.EndsWith(':') && !line.Contains(' ', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, null, "MAILINGLIST_OURS = yes")]
    [InlineData(true, null, "MAILINGLIST_OURS = ${lookup")]
    [InlineData(true, "inet:127.0.0.1:1", "MAILINGLIST_OURS = ${if eq{${readsocket")]
    [InlineData(false, "inet:127.0.0.1:1", "MAILINGLIST_OURS = yes")]
    public void Which_addresses_are_ours_is_said_once(bool isShared, string? lookup, string said)
    {
        EximWiring wiring = new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", ["a.example"]) { IsShared = isShared, Lookup = lookup };

        Assert.StartsWith(said, Lines(Part(wiring, "main")).Single(line => line.StartsWith("MAILINGLIST_OURS = ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_configuration_has_the_parts_in_it()
    {
        foreach (bool isShared in (bool[])[false, true])
        {
            EximWiring wiring = new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", ["a.example", "b.example"]) { IsShared = isShared, Lookup = "inet:127.0.0.1:8893" };

            Assert.All(wiring.Parts, part => Assert.Contains($" {part.Part switch { "main" => "main options", "acl" => "ACLs", "retry" => "retry rules", _ => part.Part + "s" }}\n{part.Text}# ---", wiring.Whole(), StringComparison.Ordinal));
        }
    }
}
