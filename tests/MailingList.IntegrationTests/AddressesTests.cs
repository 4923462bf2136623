using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Addresses as people really have them, and as attackers would like to: they stay addresses all the way.</summary>
public sealed class AddressesTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Every_address_is_an_argument_behind_the_options_and_none_is_one()
    {
        var sendmail = new FakeSendmail(_sandbox);
        string list = _sandbox.CreateList("dev", [.. OddAddresses.All.Select(odd => odd.Subscribed), .. OddAddresses.Utf8]);
        Expect.Done(_sandbox.Deliver(list, Some.Post()));

        Assert.All(sendmail.Calls, call => Assert.Equal(["-G", "-i", "-f", "dev-bounces@lists.example.org"], call.OptionsWithoutToken));
        Assert.Equal(
            OddAddresses.All.Select(odd => odd.Wire).Concat(OddAddresses.Utf8).Order(StringComparer.Ordinal),
            sendmail.Calls.SelectMany(call => call.Recipients).Order(StringComparer.Ordinal));
        Assert.All(sendmail.Calls, call => Assert.Single(call.Recipients.Select(recipient => recipient.All(char.IsAscii)).Distinct()));
    }

    [ExecutableFact]
    public void Further_arguments_of_the_configuration_come_first_and_no_shell_reads_any()
    {
        var sendmail = new FakeSendmail(_sandbox);
        string list = _sandbox.CreateList("dev", ["$(id)@a.example".Replace("(", "{", StringComparison.Ordinal).Replace(")", "}", StringComparison.Ordinal)]);
        _sandbox.Set("reinject", $"sendmail:{Path.Combine(_sandbox.Folder, "sendmail")}  -C $HOME;id  -odq");
        Expect.Done(_sandbox.Deliver(list, Some.Post()));
        Assert.Equal(
            ["-C", "$HOME;id", "-odq", "-G", "-i", "-f", "dev-bounces@lists.example.org", "--", "${id}@a.example"],
            [.. Assert.Single(sendmail.Calls).OptionsWithoutToken, "--", .. Assert.Single(sendmail.Calls).Recipients]);
    }

    [ExecutableTheory]
    [InlineData("ann@a.example\nbob@b.example")]
    [InlineData("an\nn@a.example")]
    [InlineData("\"an\nn\"@a.example")]
    [InlineData("\"an\\\nn\"@a.example")]
    [InlineData("ann@a.exam\nple")]
    [InlineData("ann@a.exam\rple")]
    [InlineData("ann@[192.0.2.1\n]")]
    [InlineData("Ann <ann@a.exam\nple>")]
    public void An_address_with_a_line_end_in_it_is_refused_everywhere(string address)
    {
        string list = _sandbox.CreateList("dev", ["carl@c.example"]);
        string before = _sandbox.Ok("show", list, "--json").Output + _sandbox.Ok("export", list).Output;
        string quoted = $"\"{address.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        Expect.Told(_sandbox.Run("subscribe", list, address), 65);
        Expect.Told(_sandbox.Run("unsubscribe", list, address), 65);
        Expect.Told(_sandbox.Run("set", list, $"owners={address}"), 65);
        Expect.Told(_sandbox.Run("create", "other@lists.example.org", "--owner", address), 65);
        Expect.Told(_sandbox.Run("create", address, "--owner", "ann@a.example"), 64);
        Result import = _sandbox.RunWith($"address\n{quoted}\n", "import", list, "-");
        Assert.Equal((65, 1), (import.ExitCode, import.Error.Count(c => c == '\n')));
        Expect.Refused(_sandbox.Deliver(address, Some.Post()), 67, "5.1.1");
        Expect.Refused(_sandbox.Deliver(list, Some.Post(), address), 65, "5.1.7");

        Assert.Equal(before, _sandbox.Ok("show", list, "--json").Output + _sandbox.Ok("export", list).Output);
        Assert.Single(_sandbox.Ok("lists", "--json").Output.Split("\"list\"").Skip(1));
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void An_address_is_the_same_however_it_is_written()
    {
        string list = _sandbox.CreateList("dev", ["ann@bücher.example"]);
        Assert.Equal(
            ["ANN@BÜCHER.example: was subscribed so already", "\"ann\"@xn--bcher-kva.example: was subscribed so already"],
            _sandbox.Ok("subscribe", list, "ANN@BÜCHER.example", "\"ann\"@xn--bcher-kva.example").Lines);
        _sandbox.Ok("subscribe", list, "bob@BÜCHER.Example");
        Expect.Done(_sandbox.Deliver(list, Some.Post()));
        Assert.Equal(["ann@xn--bcher-kva.example", "bob@xn--bcher-kva.example"], Assert.Single(_sandbox.Copies()).Recipients);
    }
}
