using MailingList.Core.Addressing;
using MailingList.Core.Commands;

namespace MailingList.Core.Requests;

/// <summary>What a mail asks for: by its address, or by the commands in its subject and its body.</summary>
/// <param name="Commands">The commands; none where the address is one to bring tokens to.</param>
/// <param name="IsCut">Whether there were more.</param>
internal sealed record RequestedCommands(IReadOnlyList<Command> Commands, bool IsCut)
{
    /// <summary>Whether there are no commands in it, but words for people at most.</summary>
    internal bool IsProse => Commands.All(command => command is Command.Unknown);

    /// <summary>Whether a token is looked for. Where an address or a command says what is wanted, one that is quoted below is of something else.</summary>
    internal bool MayBringToken => IsProse || Commands.Any(command => command is Command.Confirm);

    /// <summary>What is asked for besides what the token stands for; the words around it are for people.</summary>
    internal RequestedCommands WithoutToken => this with { Commands = [.. Commands.Where(command => command is not (Command.Confirm or Command.Unknown))] };

    /// <summary>Reads a mail.</summary>
    internal static RequestedCommands Of(Request request) => request.Post.Destination.Role switch
    {
        Role.Help => new([new Command.Help(string.Empty)], false),
        Role.Subscribe => new([new Command.Subscribe(string.Empty, null, null)], false),
        Role.Unsubscribe => new([new Command.Unsubscribe(string.Empty, null)], false),
        Role.Request => Of(request.Subject, request.Lines),
        _ => new([], false),
    };

    private static RequestedCommands Of(string subject, IReadOnlyList<string> lines)
    {
        var body = new RequestedCommands(CommandParser.Parse(lines, out bool isCut), isCut);
        return !CommandParser.TryParseSubject(subject, out Command? first) ? body
            // Somebody's signature behind a command in the subject is no command.
            : body.IsProse ? new([first], false)
            // Whoever writes `unsubscribe` into the subject writes it into the body as well, to be sure.
            : IsSame(first, body.Commands[0]) ? body
            : new([first, .. body.Commands.Take(CommandParser.Most - 1)], isCut || body.Commands.Count == CommandParser.Most);
    }

    private static bool IsSame(Command one, Command other) =>
        one is not Command.Confirm && other.GetType() == one.GetType() && CommandText.Spell(one) == CommandText.Spell(other);
}
