using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>`import --sync`: the list becomes what the file says, unless that looks like a mistake.</summary>
public sealed class SynchroniseTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string[] _twenty = [.. Some.Addresses(20)];
    private readonly string _list;

    public SynchroniseTests()
    {
        _list = _sandbox.CreateList("dev", _twenty);
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void The_list_becomes_equal_to_the_file()
    {
        string[] wanted = [.. _twenty.Skip(2), "new@n.example"];
        Result result = Sync(wanted);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal($"{_list}: 1 new, 0 changed, 18 unchanged, 2 removed, 0 refused\n", result.Output);
        Assert.Equal(wanted.Order(), Subscribers().Order());
        Assert.Contains("0 new, 0 changed, 19 unchanged, 0 removed", Sync(wanted).Output, StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void An_address_that_is_written_another_way_is_nobody_new()
    {
        Result result = Sync([.. _twenty.Select(address => address.ToUpperInvariant())]);
        Assert.Equal($"{_list}: 0 new, 0 changed, 20 unchanged, 0 removed, 0 refused\n", result.Output);
        Assert.Equal(_twenty.Order(), Subscribers().Order());
    }

    [ExecutableFact]
    public void More_than_a_tenth_go_only_with_yes()
    {
        string[] wanted = [.. _twenty.Skip(3)];
        Expect.Told(Sync(wanted), 64, "3 of 20 subscribers of dev@lists.example.org are not in the file and will be removed", "--yes");
        Assert.Equal(20, Subscribers().Length);
        Result result = Sync(wanted, "--yes");
        Assert.Equal((0, $"{_list}: 0 new, 0 changed, 17 unchanged, 3 removed, 0 refused\n"), (result.ExitCode, result.Output));
        Assert.Equal(wanted.Order(), Subscribers().Order());
    }

    [ExecutableFact]
    public void An_empty_file_empties_the_list_only_with_yes()
    {
        Expect.Told(Sync([]), 64, "20 of 20 subscribers", "--yes");
        Assert.Equal(20, Subscribers().Length);
        Assert.Equal(0, Sync([], "--yes").ExitCode);
        Assert.Empty(Subscribers());
    }

    [ExecutableFact]
    public void A_refused_line_may_be_one_who_would_go_so_nothing_is_changed()
    {
        Result result = Sync([.. _twenty.Skip(1), "user00000@doma in0.example", "new@n.example"], "--yes");
        Assert.Equal((65, string.Empty), (result.ExitCode, result.Output));
        string[] said = result.Error.TrimEnd('\n').Split('\n');
        Assert.Equal("line 20: 'user00000@doma in0.example' has a domain that is not a domain name", said[0]);
        Assert.StartsWith("mailinglist: nothing was changed: 1 lines were refused", said[1], StringComparison.Ordinal);
        Assert.Equal(2, said.Length);
        Assert.Equal(_twenty.Order(), Subscribers().Order());
    }

    private Result Sync(string[] addresses, params string[] options) =>
        _sandbox.RunWith(string.Concat(addresses.Select(address => address + "\n")), ["import", _list, "-", "--sync", .. options]);

    private string[] Subscribers() => [.. _sandbox.Ok("export", _list).Lines.Skip(1).Select(line => line.Split(',')[0])];
}
