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
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_printed_is_parameters_and_remarks(bool shared)
    {
        Assert.All(Lines(Wiring("a.example").Main(shared)), line => Assert.Matches("^[a-z0-9_]+ = .+$", line));
    }
}
