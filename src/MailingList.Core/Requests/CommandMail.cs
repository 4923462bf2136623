using System.Text;

using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>
/// The commands of one mail, and the one answer to it. Where one of them waits for its author to confirm it, all of them do: the later may
/// build upon the earlier, and they are carried out in their order.
/// </summary>
/// <param name="store">The lists.</param>
/// <param name="letters">The letters.</param>
/// <param name="changes">What is done to subscriptions.</param>
/// <param name="applicants">Where owners decide.</param>
/// <param name="writing">The texts, and the clock.</param>
/// <param name="list">The list.</param>
/// <param name="person">Whose commands.</param>
internal sealed class CommandMail(
    ISubscriptionStore store, Correspondence letters, SubscriptionChanges changes, Applicants applicants, Writing writing, ListSnapshot list, Person person)
{
    // In bytes: what a person's program leaves whole when it quotes and folds it.
    private const int LongestDetail = 500;

    // Of a line that is no command, for somebody who may not have written it: it may be meant for whose address was misused.
    private const int LongestWord = 20;
    private const int LongestShown = 60;

    // What stands for text that is left out; it is no command either.
    private const string LeftOut = "...";

    private readonly Phrases _phrases = writing.Templates.FindPhrases(list.Address, list.Settings.Language);
    private readonly CommandRules _rules = new(store, list, person, writing.Time.GetUtcNow());

    /// <summary>Carries them out and answers, or asks whether they are the person's.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="isCut">Whether the mail had more.</param>
    internal void Handle(IReadOnlyList<Command> commands, bool isCut)
    {
        // Who comes onto an open list by one command can do more by those behind it.
        bool comes = commands.Any(command => command is Command.Subscribe && _rules.IsOwn(command) && _rules.Refuse(command) is null);
        if (commands.Any(command => _rules.NeedsProof(command) && (_rules.Refuse(command) is null || (comes && _rules.IsOwn(command)))))
        {
            Ask(commands, isCut);
        }
        else
        {
            Answer([.. commands.Select(command => (command, Run(command)))], isCut);
        }
    }

    // What the commands before have changed counts.
    private Reply Run(Command command)
    {
        ListSnapshot now = store.Find(list.Address)!;
        Person asking = person.AsOf(store, now);
        return new CommandRules(store, now, asking, writing.Time.GetUtcNow()).Refuse(command)
            ?? new CommandRunner(store, letters, changes, applicants, now, asking).Run(command);
    }

    private void Ask(IReadOnlyList<Command> commands, bool isCut)
    {
        Token Token(TokenPurpose purpose, string detail = "") => new(purpose, list.Address, person.Address, detail);
        (string, string) who = (Placeholders.Address, person.Address.Text);
        // Words around the one command are for people.
        switch (commands.Where(command => command is not Command.Unknown { Reason: null }).ToArray())
        {
            case [Command.Subscribe subscribe] when _rules.IsOwn(subscribe):
                changes.Ask(list, person.Address, subscribe.Delivery, person.AsSubscriber);
                break;
            case [Command.Unsubscribe unsubscribe] when _rules.IsOwn(unsubscribe):
                letters.Ask(list, LetterKind.ConfirmUnsubscribe, person.Address, Token(TokenPurpose.Unsubscribe), who);
                break;
            case [Command.ChangeAddress change]:
                letters.Ask(list, LetterKind.ConfirmLeave, person.Address, Token(TokenPurpose.Leave, change.Address.Text), who, (Placeholders.NewAddress, change.Address.Text));
                break;
            default:
                AskForAll(commands, isCut);
                break;
        }
    }

    private void AskForAll(IReadOnlyList<Command> commands, bool isCut)
    {
        string detail = string.Join('\n', commands.Select(Spell));
        if (Encoding.UTF8.GetByteCount(detail) > LongestDetail)
        {
            Answer([.. commands.Select(command => (command, _rules.Refuse(command) ?? new Reply.InWords(Phrase.Toomuch)))], isCut);
            return;
        }

        // Who belongs to the list must see the addresses that it is about.
        bool isKnown = person.IsOwner || person.Subscriber is not null;
        IEnumerable<string> shown = commands.Select(command => command is Command.Unknown ? LeftOut : CommandText.Show(command, isKnown));
        letters.Ask(
            list, LetterKind.ConfirmCommand, person.Address, new Token(TokenPurpose.Commands, list.Address, person.Address, detail),
            (Placeholders.Address, person.Address.Text),
            (Placeholders.Commands, string.Join('\n', (isCut ? shown.Append(LeftOut) : shown).Select(line => $"    {line}"))));
    }

    // What is no command is answered with the others, and by what is wrong with it.
    private static string Spell(Command command) =>
        command is not Command.Unknown ? CommandText.Spell(command)
        : command.Line.Length <= LongestShown ? command.Line
        : LeftOut;

    private void Answer(IReadOnlyList<(Command Command, Reply Reply)> done, bool isCut)
    {
        // Who has brought a token back did ask, and hears what it did whatever else went to them.
        bool isSure = person.IsProved && done.Any(one => one.Reply.IsDone);
        switch (done)
        {
            case [(_, Reply.ByLetter letter)]:
                Write(letter.Kind, letter.Values, isSure);
                break;
            case var all when all.All(one => one.Reply is Reply.Elsewhere):
                break;
            default:
                Write(LetterKind.Results, [(Placeholders.Results, Results(done, isCut))], isSure);
                break;
        }
    }

    private void Write(LetterKind kind, (string, string)[] values, bool isSure)
    {
        if (isSure)
        {
            letters.Send(list, kind, person.Address, values);
        }
        else
        {
            letters.Answer(list, kind, person.Address, values);
        }
    }

    private string Results(IReadOnlyList<(Command Command, Reply Reply)> done, bool isCut)
    {
        IEnumerable<string> blocks = done.Select(one => $"> {Shown(one.Command)}\n{Block(one.Reply)}");
        return string.Join("\n\n", isCut ? blocks.Append(_phrases[Phrase.Rest]) : blocks);
    }

    private string Block(Reply reply) => reply switch
    {
        Reply.InWords { Detail: "" } said => _phrases[said.Phrase],
        Reply.InWords said => said.Detail.Contains('\n', StringComparison.Ordinal) ? said.Detail : $"{_phrases[said.Phrase]} ({said.Detail})",
        Reply.ByLetter letter => Block(letter),
        _ => _phrases[Phrase.Done],
    };

    // Of a letter among others only what it is written for.
    private string Block(Reply.ByLetter letter)
    {
        (string, string Value) block = letter.Values.FirstOrDefault(value => Placeholders.IsBlock(value.Placeholder));
        return block.Value ?? letter.Kind switch
        {
            LetterKind.NotSubscribed => _phrases[Phrase.Stranger],
            LetterKind.AlreadySubscribed => _phrases[Phrase.Subscribed],
            LetterKind.Closed => _phrases[Phrase.Closed],
            LetterKind.Pending => _phrases[Phrase.Applied],
            LetterKind.WhoRefused => _phrases[Phrase.Owners],
            _ => letters.BodyOf(list, letter.Kind, letter.Values),
        };
    }

    private string Shown(Command command)
    {
        if (command is not Command.Unknown)
        {
            return CommandText.Show(command, person.IsCertain);
        }

        string line = command.Line.Trim();
        if (person.IsCertain)
        {
            return line.Length <= LongestShown ? line : $"{line[..LongestShown]}{LeftOut}";
        }

        string word = string.Concat(line.TakeWhile(c => char.IsLetterOrDigit(c) || c == '-').Take(LongestWord));
        return word.Length == line.Length ? word : $"{word}{LeftOut}";
    }
}
