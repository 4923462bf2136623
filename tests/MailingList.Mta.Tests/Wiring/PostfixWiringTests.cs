using MailingList.Mta.Wiring;

namespace MailingList.Mta.Tests.Wiring;

public sealed class PostfixWiringTests
{
    private static PostfixWiring Wiring(params string[] domains) =>
        new("/opt/ml/bin/mailinglist", "/opt/ml/etc/ml.toml", "listuser", domains);

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    [Fact]
    public void The_pipe_runs_this_program_as_its_user_with_its_configuration()
    {
        string master = Wiring("lists.example.net").Master();

        Assert.Contains("user=listuser ", master, StringComparison.Ordinal);
        Assert.Contains("argv=/opt/ml/bin/mailinglist deliver --config /opt/ml/etc/ml.toml\n", master, StringComparison.Ordinal);
        Assert.Contains("--sender ${sender} --recipient ${recipient}", master, StringComparison.Ordinal);
        Assert.DoesNotContain("/usr/local", master, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_of_its_own_goes_to_the_pipe()
    {
        IEnumerable<string> lines = Lines(Wiring("lists.example.net").Main(shared: false));

        Assert.Contains("relay_domains = lists.example.net", lines);
        Assert.Contains("transport_maps = inline:{ lists.example.net=mailinglist: }", lines);
        Assert.Contains("mailinglist_destination_recipient_limit = 1", lines);
    }

    [Fact]
    public void Several_domains_are_named_one_after_the_other()
    {
        IEnumerable<string> lines = Lines(Wiring("a.example", "b.example").Main(shared: false));

        Assert.Contains("relay_domains = a.example, b.example", lines);
        Assert.Contains("transport_maps = inline:{ a.example=mailinglist:, b.example=mailinglist: }", lines);
    }

    [Fact]
    public void A_shared_domain_is_told_by_the_map_of_lists()
    {
        IEnumerable<string> lines = Lines(Wiring("example.net").Main(shared: true));

        Assert.Contains("transport_maps = regexp:/etc/postfix/mailinglist.regexp", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("relay_domains", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unix:/var/spool/postfix/mailinglist/milter.sock", "unix:mailinglist/milter.sock")]
    [InlineData("unix:/run/mailinglist/milter.sock", "unix:/run/mailinglist/milter.sock")]
    [InlineData("inet:127.0.0.1:8891", "inet:127.0.0.1:8891")]
    public void A_socket_below_the_queue_directory_is_named_from_there_so_that_a_chroot_does_not_matter(string socket, string seen)
    {
        string main = Wiring("a.example").Main(shared: false, milter: socket, lookup: socket);

        Assert.Contains($"smtpd_milters = {{ {seen}, default_action=tempfail, protocol=6, connect_timeout=10s, command_timeout=30s }}", Lines(main));
        Assert.Contains($"relay_recipient_maps = socketmap:{seen}:recipients", Lines(main));
        Assert.Contains("relay_domains = a.example", Lines(main));
    }

    [Fact]
    public void In_a_shared_domain_the_agent_stands_in_the_place_of_the_table()
    {
        IEnumerable<string> lines = Lines(Wiring("a.example").Main(shared: true, lookup: "unix:/var/spool/postfix/ml/lookup.sock"));

        Assert.Contains("transport_maps = socketmap:unix:ml/lookup.sock:lists", lines);
        Assert.Contains("local_recipient_maps = proxy:unix:passwd.byname $alias_maps socketmap:unix:ml/lookup.sock:lists", lines);
        Assert.DoesNotContain(lines, line => line.Contains("regexp:", StringComparison.Ordinal) || line.StartsWith("relay_recipient_maps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_printed_is_parameters_and_remarks(bool shared)
    {
        Assert.All(Lines(Wiring("a.example").Main(shared, "inet:127.0.0.1:1", "inet:127.0.0.1:2")), line => Assert.Matches("^[a-z0-9_]+ = .+$", line));
    }
}
