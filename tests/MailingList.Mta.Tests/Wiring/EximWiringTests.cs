using MailingList.Mta.Wiring;

namespace MailingList.Mta.Tests.Wiring;

public sealed class EximWiringTests
{
    private static EximWiring Wiring(params string[] domains) =>
        new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", domains);

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    [Fact]
    public void The_pipe_runs_this_program_as_its_user_with_its_configuration()
    {
        IEnumerable<string> lines = Lines(Wiring("lists.example.net").Transport());

        Assert.Contains("command = /opt/ml/bin/mailinglist deliver --config /opt/ml/etc/ml.toml", lines);
        Assert.Contains("user = listuser", lines);
        Assert.DoesNotContain(lines, line => line.Contains("/usr/local", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_the_envelope_is_in_the_command_because_it_is_tainted()
    {
        Assert.DoesNotContain('$', Lines(Wiring("lists.example.net").Transport()).Single(line => line.StartsWith("command", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_the_senders_own_faults_are_left_out_of_what_is_tried_again()
    {
        string[] codes = Lines(Wiring("lists.example.net").Transport()).Single(line => line.StartsWith("temp_errors = ", StringComparison.Ordinal))["temp_errors = ".Length..].Split(" : ");

        Assert.Equal([65, 67, 77], Enumerable.Range(64, 15).Where(code => !codes.Contains($"{code}")));
        Assert.Contains("127", codes);
    }

    [Fact]
    public void The_domains_are_a_list_of_Exims_and_the_user_is_trusted()
    {
        IEnumerable<string> lines = Lines(Wiring("a.example", "b.example").Main());

        Assert.Contains("domainlist mailinglist_domains = a.example : b.example", lines);
        Assert.Contains("MAIN_TRUSTED_USERS = uucp : listuser", lines);
    }

    [Fact]
    public void Each_part_says_first_where_it_goes_in_Debian()
    {
        EximWiring wiring = Wiring("a.example");

        Assert.All(
            [(wiring.Main(), "main/00"), (wiring.Router(), "router/110"), (wiring.Transport(), "transport/30"), (wiring.Retry(), "retry/10")],
            part => Assert.Contains($"# Debian: /etc/exim4/conf.d/{part.Item2}_mailinglist. ", part.Item1.Split('\n')[1], StringComparison.Ordinal));
    }
}
