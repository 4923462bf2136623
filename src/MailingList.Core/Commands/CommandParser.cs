using System.Diagnostics.CodeAnalysis;

using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Commands;

/// <summary>
/// Reads the commands of a mail: a line each, words apart by blanks, in any case. What it says of a line that is none repeats nothing of that:
/// the answer may go to somebody who has not written it.
/// </summary>
public static class CommandParser
{
    /// <summary>The most commands of one mail that are carried out.</summary>
    public const int Most = 20;

    /// <summary>So many lines that are no commands end the mail: it is prose.</summary>
    public const int MostUnknown = 3;

    private static readonly string[] Ends = ["end", "stop", "quit", "--", "-- "];

    /// <summary>The commands, up to an end, a signature, a quotation, or the limits.</summary>
    /// <param name="lines">The lines of the body.</param>
    /// <param name="isCut">Whether the limits have left something out.</param>
    public static IReadOnlyList<Command> Parse(IEnumerable<string> lines, out bool isCut)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var commands = new List<Command>();
        int unknown = 0;
        isCut = false;
        foreach (string line in lines)
        {
            string text = line.Trim();
            if (Ends.Contains(text, StringComparer.OrdinalIgnoreCase) || text.StartsWith('>'))
            {
                break;
            }

            if (text.Length == 0)
            {
                continue;
            }

            isCut = commands.Count == Most || unknown == MostUnknown;
            if (isCut)
            {
                break;
            }

            Command command = ParseLine(text);
            unknown += command is Command.Unknown ? 1 : 0;
            commands.Add(command);
        }

        return commands;
    }

    /// <summary>Whether a subject is a command rather than a title: whoever writes "hello" or nothing there means the body.</summary>
    public static bool TryParseSubject(string subject, [NotNullWhen(true)] out Command? command)
    {
        command = ParseLine(Subjects.WithoutReply(subject));
        if (command is Command.Unknown)
        {
            command = null;
        }

        return command is not null;
    }

    /// <summary>Reads one line.</summary>
    public static Command ParseLine(string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var verb, .. var rest] ? ParseWords(line, verb.ToLowerInvariant(), rest) : new Command.Unknown(line, null);
    }

    private static Command ParseWords(string line, string verb, string[] rest) => (verb, rest) switch
    {
        ("help", []) => new Command.Help(line),
        ("info", []) => new Command.Info(line),
        ("subscribe" or "join", _) => Subscribe(line, rest),
        ("unsubscribe" or "leave", []) => new Command.Unsubscribe(line, null),
        ("unsubscribe" or "leave", [var address]) => WithAddress(line, address, read => new Command.Unsubscribe(line, read)),
        ("confirm", [_, ..]) => new Command.Confirm(line, string.Concat(rest)),
        ("settings", []) => new Command.Settings(line),
        ("which", []) => new Command.Which(line),
        ("who", []) => new Command.Who(line),
        ("show", []) => new Command.Show(line),
        ("change-address", [var address]) => WithAddress(line, address, read => new Command.ChangeAddress(line, read)),
        ("set", [var assignment, ..]) when assignment.Contains('=', StringComparison.Ordinal) => Assign(line, line[(line.IndexOf(assignment, StringComparison.Ordinal))..]),
        ("set", [var option, .. var value]) => Set(line, option.ToLowerInvariant(), value),
        _ => new Command.Unknown(line, null),
    };

    // `subscribe`, `subscribe each`, and by owners `subscribe ADDRESS [each]`.
    private static Command Subscribe(string line, string[] rest)
    {
        DeliveryMode? delivery = null;
        EmailAddress? address = null;
        foreach (string word in rest)
        {
            if (delivery is null && Words.TryParse(word, out DeliveryMode mode))
            {
                delivery = mode;
            }
            else if (address is null && TryAddress(word, out EmailAddress? read, out _))
            {
                address = read;
            }
            else
            {
                return new Command.Unknown(line, $"write `subscribe`, and behind it nothing or one of {Words.Choices<DeliveryMode>()}; owners also an address");
            }
        }

        return new Command.Subscribe(line, address, delivery);
    }

    private static Command Set(string line, string option, string[] value) => (option, value) switch
    {
        ("delivery", [var word]) => Words.TryParse(word, out DeliveryMode mode)
            ? new Command.SetOption(line, SubscriberOption.Delivery, Words.Of(mode))
            : new Command.Unknown(line, $"delivery is one of {Words.Choices<DeliveryMode>()}"),
        ("name", _) => DisplayName.TryNormalise(string.Join(' ', value), out string? name, out string? reason)
            ? new Command.SetOption(line, SubscriberOption.Name, name)
            : new Command.Unknown(line, reason),
        ("own-posts", [var word]) when Words.TryParse(word, out OnOff choice) => new Command.SetOption(line, SubscriberOption.OwnPosts, Words.Of(choice)),
        ("own-posts", _) => new Command.Unknown(line, $"own-posts is one of {Words.Choices<OnOff>()}"),
        ("vacation", [.. [] or ["until" or "Until" or "UNTIL"], var word]) when Vacation.TryParse(word, out DateOnly until) =>
            new Command.SetOption(line, SubscriberOption.Vacation, Vacation.Of(until == DateOnly.MinValue ? null : until)),
        ("vacation", _) => new Command.Unknown(line, $"vacation is {Vacation.Accepted}"),
        _ => new Command.Unknown(line, "what can be set is delivery, name, own-posts and vacation"),
    };

    // What stands behind the sign is the value, blanks and all.
    private static Command Assign(string line, string assignment) =>
        Assignment.TryParse(assignment, out Assignment? read, out _) ? new Command.SetList(line, read) : new Command.Unknown(line, Assignment.Expected(assignment));

    private static Command WithAddress(string line, string word, Func<EmailAddress, Command> command) =>
        TryAddress(word, out EmailAddress? address, out string? reason) ? command(address) : new Command.Unknown(line, $"the address {reason}");

    private static bool TryAddress(string word, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? reason) =>
        EmailAddress.TryParse(word.StartsWith('<') && word.EndsWith('>') ? word[1..^1] : word, out address, out reason);
}
