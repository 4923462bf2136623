using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>
/// The commands of one mail, and the one answer to it. What only its author may want done waits for them to confirm it: all of it together.
/// </summary>
/// <param name="letters">The letters.</param>
/// <param name="phrases">Words in the list's language.</param>
/// <param name="rules">What is allowed.</param>
/// <param name="runner">Carries out what is.</param>
/// <param name="list">The list.</param>
/// <param name="person">Whose commands.</param>
internal sealed class CommandMail(Correspondence letters, Phrases phrases, CommandRules rules, CommandRunner runner, ListSnapshot list, Person person)
{
    // What a person's program leaves whole when it quotes and folds it.
    private const int LongestDetail = 500;

    // Of a line that is no command, for somebody who may not have written it: it may be meant for whose address was misused.
    private const int LongestWord = 20;
    private const int LongestShown = 60;

    private readonly List<(Command Command, Reply Reply)> _done = [];
    private readonly List<Command> _waiting = [];

    internal void Handle(IReadOnlyList<Command> commands)
    {
        foreach (Command command in commands)
        {
            if (rules.Refuse(command) is { } refusal)
            {
                _done.Add((command, refusal));
            }
            else if (rules.NeedsProof(command))
            {
                _waiting.Add(command);
            }
            else
            {
                _done.Add((command, runner.Run(command)));
            }
        }

        Answer();
    }

    private void Answer()
    {
        switch (_waiting, _done)
        {
            case ([], [(_, Reply.Elsewhere)]):
                break;
            case ([], [(_, Reply.ByLetter letter)]):
                Write(letter.Kind, letter.Values);
                break;
            case ([], _):
                Write(LetterKind.Results, [(Placeholders.Results, Results())]);
                break;
            case ([var command], []):
                Ask(command);
                break;
            default:
                AskForAll();
                break;
        }
    }

    private void Ask(Command command)
    {
        Token Token(TokenPurpose purpose, string detail = "") => new(purpose, list.Address, person.Address, detail);
        (string, string) who = (Placeholders.Address, person.Address.Text);
        switch (command)
        {
            case Command.Subscribe subscribe when rules.IsOwn(command):
                runner.AskToSubscribe(subscribe);
                break;
            case Command.Unsubscribe when rules.IsOwn(command):
                letters.Ask(list, LetterKind.ConfirmUnsubscribe, person.Address, Token(TokenPurpose.Unsubscribe), who);
                break;
            case Command.ChangeAddress change:
                letters.Ask(list, LetterKind.ConfirmLeave, person.Address, Token(TokenPurpose.Leave, change.Address.Key), who, (Placeholders.NewAddress, change.Address.Text));
                break;
            default:
                AskForAll();
                break;
        }
    }

    private void AskForAll()
    {
        string detail = string.Join('\n', _waiting.Select(CommandText.Spell));
        if (detail.Length > LongestDetail)
        {
            _done.AddRange(_waiting.Select(command => (command, (Reply)new Reply.InWords(Phrase.Toomuch))));
            Write(LetterKind.Results, [(Placeholders.Results, Results())]);
            return;
        }

        letters.Ask(
            list, LetterKind.ConfirmCommand, person.Address, new Token(TokenPurpose.Commands, list.Address, person.Address, detail),
            (Placeholders.Address, person.Address.Text),
            (Placeholders.Commands, string.Join('\n', _waiting.Select(command => $"    {CommandText.Show(command)}"))),
            (Placeholders.Results, _done.Count == 0 ? string.Empty : Results()));
    }

    // Who has brought a token back did ask, and is answered whatever else went to them.
    private void Write(LetterKind kind, (string, string)[] values)
    {
        if (person.IsProved)
        {
            letters.Send(list, kind, person.Address, values);
        }
        else
        {
            letters.Answer(list, kind, person.Address, values);
        }
    }

    private string Results()
    {
        List<string> blocks = [.. _done.Select(done => $"> {Shown(done.Command)}\n{Block(done.Reply)}")];
        bool ended = _done.Count(done => done.Command is Command.Unknown) == CommandParser.MostUnknown || _done.Count + _waiting.Count == CommandParser.Most;
        return string.Join("\n\n", ended ? [.. blocks, phrases[Phrase.Rest]] : blocks);
    }

    private string Block(Reply reply) => reply switch
    {
        Reply.InWords { Detail: "" } said => phrases[said.Phrase],
        Reply.InWords said => said.Detail.Contains('\n', StringComparison.Ordinal) ? said.Detail : $"{phrases[said.Phrase]} ({said.Detail})",
        Reply.ByLetter letter => Block(letter),
        _ => phrases[Phrase.Done],
    };

    // Of a letter among others only what it is written for.
    private string Block(Reply.ByLetter letter)
    {
        (string, string Value) block = letter.Values.FirstOrDefault(value => Placeholders.IsBlock(value.Placeholder));
        return block.Value ?? letter.Kind switch
        {
            LetterKind.NotSubscribed => phrases[Phrase.Stranger],
            LetterKind.AlreadySubscribed => phrases[Phrase.Subscribed],
            LetterKind.Closed => phrases[Phrase.Closed],
            LetterKind.Pending => phrases[Phrase.Applied],
            LetterKind.WhoRefused => phrases[Phrase.Owners],
            _ => letters.BodyOf(list, letter.Kind, letter.Values),
        };
    }

    private string Shown(Command command)
    {
        if (command is not Command.Unknown)
        {
            return CommandText.Show(command);
        }

        string line = command.Line.Trim();
        if (person.IsCertain)
        {
            return line.Length <= LongestShown ? line : $"{line[..LongestShown]}...";
        }

        string word = string.Concat(line.TakeWhile(c => char.IsLetterOrDigit(c) || c == '-').Take(LongestWord));
        return word.Length == line.Length ? word : $"{word}...";
    }
}
