using CsCheck;

using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Commands;

/// <summary>What the program writes of a command is read as the same command; and shows nothing that its author made up.</summary>
public sealed class CommandTextProperties
{
    private const string Marks = "zZ✓";

    private static readonly Gen<string> Address = Gen.Select(
            Gen.OneOf(
                Gen.String[Gen.Char["abcXYZ059!#$%&'*+-/=?^_`{|}~."], 1, 20],
                Gen.String[Gen.Char["abX.@,<>()[]:;ä'"], 1, 12].Select(text => $"\"{text}\""),
                Gen.String[Gen.Char["aéß日本"], 1, 8]),
            Gen.Int[0, 3].Select(i => new[] { "example.net", "EXAMPLE.net", "bücher.example", "[192.0.2.1]" }[i]))
        .Select((local, domain) => $"{local}@{domain}")
        .Where(text => EmailAddress.TryParse(text, out _, out _));

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 40],
        Gen.String[Gen.Char["ab ,=\t  äß日本\"'<>\\"], 0, 40]);

    private static readonly Gen<string> Date = Gen.Select(Gen.Int[1, 9999], Gen.Int[1, 12], Gen.Int[1, 28]).Select((year, month, day) => new DateOnly(year, month, day).ToString("O"));

    private static readonly Gen<string> Value = Gen.OneOf(
        Text, Gen.Const(string.Empty), Gen.Const("open"), Gen.Const("approve"), Gen.Const("off"), Gen.Const("de-AT"), Gen.Const("12M"), Gen.Const("500"), Address, Gen.Select(Address, Address).Select((one, other) => $"{one}, {other}"));

    private static readonly Gen<string> Key = Gen.Int[0, Setting.All.Count].Select(i => i < Setting.All.Count ? Setting.All[i].Name : Assignment.OwnersKey);

    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Int[0, 7].Select(i => new[] { "help", "INFO", "subscribe", "Join each", "leave", "settings", "which", "Who" }[i]),
        Gen.Const("show"),
        Address.Select(address => $"subscribe {address}"),
        Address.Select(address => $"join <{address}> none"),
        Address.Select(address => $"subscribe none {address}"),
        Address.Select(address => $"unsubscribe {address}"),
        Address.Select(address => $"change-address {address}"),
        Gen.Const("set delivery NONE"),
        Gen.Const("set own-posts On"),
        Gen.Const("set vacation off"),
        Date.Select(date => $"set vacation until {date}"),
        Text.Select(text => $"set name {text}"),
        Gen.Select(Key, Value).Select((key, value) => $"set {key}={value}"));

    [Fact]
    public void A_command_that_is_spelled_is_read_as_the_same() => Line.Sample(
        line =>
        {
            Command command = CommandParser.ParseLine(line);
            if (command is Command.Unknown)
            {
                return;
            }

            string spelled = CommandText.Spell(command);
            Command again = CommandParser.ParseLine(spelled);

            Assert.DoesNotContain('\n', spelled);
            Assert.Equal(spelled, CommandText.Spell(again));
            if (command is Command.SetList set)
            {
                Assignment read = Assert.IsType<Command.SetList>(again).Assignment;
                Assert.Equal((set.Assignment.Key, set.Assignment.Value, set.Assignment.Setting), (read.Key, read.Value, read.Setting));
                Assert.Equal(set.Assignment.Owners, read.Owners);
            }
            else
            {
                Assert.Equal(command with { Line = string.Empty }, again with { Line = string.Empty });
            }
        },
        iter: 5000);

    [Fact]
    public void Of_the_lines_that_are_tried_most_are_commands()
    {
        int commands = 0;
        Line.Sample(line => Interlocked.Add(ref commands, CommandParser.ParseLine(line) is Command.Unknown ? 0 : 1), iter: 1000);

        Assert.True(commands > 500, $"{commands}");
    }

    [Fact]
    public void Free_text_is_never_shown() => Gen.Select(Gen.String[Gen.Char[Marks], 1, 30], Gen.Bool).Sample((text, withAddresses) =>
        Assert.All(
            [$"set name {text}", $"set name a {text}", $"set description={text}", $"set description=a {text}"],
            line => Assert.DoesNotContain(CommandText.Show(Known(line), withAddresses), Marks.Contains)));

    [Fact]
    public void Addresses_are_shown_only_where_they_may_be() => Gen.String[Gen.Char["zZ"], 1, 30].Sample(text =>
        Assert.All(
            [$"subscribe {text}@{text}.example", $"unsubscribe \"{text}\"@a.example", $"change-address {text}@a.example", $"set owners={text}@a.example,a@{text}.example"],
            line =>
            {
                Assert.Contains(CommandText.Show(Known(line), withAddresses: true), Marks.Contains);
                Assert.DoesNotContain(CommandText.Show(Known(line), withAddresses: false), Marks.Contains);
            }));

    [Fact]
    public void What_takes_something_away_is_shown_as_such()
    {
        Assert.Equal("set description=", CommandText.Show(Known("set description="), withAddresses: false));
        Assert.Equal("set name ", CommandText.Show(Known("set name"), withAddresses: false));
    }

    private static Command Known(string line)
    {
        Command command = CommandParser.ParseLine(line);
        Assert.IsNotType<Command.Unknown>(command);
        return command;
    }
}
