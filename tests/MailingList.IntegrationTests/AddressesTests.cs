using System.Text;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Addresses as people really have them, and as attackers would like to: they stay addresses all the way.</summary>
public sealed class AddressesTests : IDisposable
{
    private static readonly string Longest = new('l', 64);

    // As subscribed, and as the envelope must say it.
    private static readonly (string Subscribed, string Wire)[] Odd =
    [
        ("\"q r\"@a.example", "\"q r\"@a.example"),
        ("\"a\\\"b@c\"@a.example", "\"a\\\"b@c\"@a.example"),
        ("\"-oQ /tmp\"@a.example", "\"-oQ /tmp\"@a.example"),
        ("\",;:<>\"@a.example", "\",;:<>\"@a.example"),
        ("ann+detail@a.example", "ann+detail@a.example"),
        ("-x@a.example", "-x@a.example"),
        ("-oQ/tmp@a.example", "-oQ/tmp@a.example"),
        ("--@a.example", "--@a.example"),
        ("a%b.example@a.example", "a%b.example@a.example"),
        ("b.example!a@a.example", "b.example!a@a.example"),
        ("$HOME@a.example", "$HOME@a.example"),
        ("`id`@a.example", "`id`@a.example"),
        ("|{cat}@a.example", "|{cat}@a.example"),
        ("o'neil@a.example", "o'neil@a.example"),
        ("two..dots.@a.example", "\"two..dots.\"@a.example"),
        ($"{Longest}@a.example", $"{Longest}@a.example"),
        ("UPPER.Case@A.EXAMPLE", "UPPER.Case@A.EXAMPLE"),
        ("x@bücher.example", "x@xn--bcher-kva.example"),
        ("y@xn--bcher-kva.example", "y@xn--bcher-kva.example"),
        ("literal@[192.0.2.1]", "literal@[192.0.2.1]"),
    ];

    // They need SMTPUTF8, and are kept apart from the others.
    private static readonly string[] Utf8 = ["müller@a.example", "用户@bücher.example"];

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Every_address_is_an_argument_behind_the_options_and_none_is_one()
    {
        var sendmail = new FakeSendmail(_sandbox);
        string list = _sandbox.CreateList("dev", [.. Odd.Select(odd => odd.Subscribed), .. Utf8]);
        Expect.Done(_sandbox.Deliver(list, Some.Post()));

        Assert.All(sendmail.Calls, call => Assert.Equal(["-G", "-i", "-f", "dev-bounces@lists.example.org"], call.OptionsWithoutToken));
        Assert.Equal(
            Odd.Select(odd => odd.Wire).Concat(Utf8).Order(StringComparer.Ordinal),
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

    [PostfixFact]
    public void Whom_Postfix_does_not_take_keeps_nobody_else_from_the_post()
    {
        _sandbox.Set("reinject", "sendmail:/usr/sbin/sendmail");
        string list = _sandbox.CreateList("dev", [.. Odd.Select(odd => odd.Subscribed), .. Utf8]);
        using var postfix = new Postfix(_sandbox, "smtputf8_enable = yes\n");
        postfix.Send(list, Some.Post());
        postfix.WaitForLog("to=<-x@a.example>");
        postfix.WaitUntilEmpty();

        // Postfix itself refuses a hyphen in front (allow_min_user = no). The sink shows a question mark for what is not ASCII.
        string[] expected =
        [
            .. Odd.Select(odd => odd.Wire).Where(wire => wire[0] != '-' && !wire.StartsWith("\"-", StringComparison.Ordinal)),
            .. Utf8.Select(address => string.Concat(Encoding.UTF8.GetBytes(address).Select(b => b < 128 ? (char)b : '?'))),
        ];
        Dictionary<string, int> counts = postfix.Sink.Counts();
        Assert.Equal(expected.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.Equal(1, count));
    }

    [PostfixFact]
    public void Odd_senders_and_recipients_come_through_Postfixs_pipe_as_they_are()
    {
        _sandbox.Set("reinject", $"dir:{_sandbox.Out}");
        string list = _sandbox.CreateList("dev", ["ann@a.example"]);
        using var postfix = new Postfix(_sandbox);
        string[] senders = ["\"q r\"@x.example", "a%b!c+d@x.example", "UPPER@X.example", $"{Longest}@x.example", "author@[192.0.2.1]"];
        foreach (string sender in senders)
        {
            postfix.Send(list, Some.Post(), sender);
        }

        postfix.Send("\"dev\"@lists.example.org", Some.Post());
        postfix.Send("DEV-OWNER+detail@Lists.Example.org", Some.Post());
        postfix.WaitUntilEmpty();
        Assert.Equal(senders.Length + 2, _sandbox.Copies().Count);
        Assert.Equal("owner@example.net", Assert.Single(_sandbox.Copies(), copy => copy.Recipients[0] != "ann@a.example").Recipients[0]);
        string log = File.ReadAllText(_sandbox.Log);
        Assert.All(senders, sender => Assert.Contains($" from=<{sender}> ", log, StringComparison.Ordinal));
    }
}
