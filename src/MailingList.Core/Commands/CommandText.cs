using MailingList.Core.Lists;

namespace MailingList.Core.Commands;

/// <summary>Commands as the program itself writes them.</summary>
public static class CommandText
{
    private const string LeftOut = "...";

    /// <summary>As <see cref="CommandParser"/> reads it again.</summary>
    public static string Spell(Command command) => Write(command, text => text, text => text);

    /// <summary>The same for somebody who may not have written it: free text in it is left out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withAddresses">Whether addresses stay, which may be free text too: <c>"buy this"@example.net</c>.</param>
    public static string Show(Command command, bool withAddresses) => Write(command, Hide, withAddresses ? text => text : Hide);

    private static string Hide(string text) => text.Length == 0 ? text : LeftOut;

    /// <summary>What stands behind <c>vacation</c>, for a word as <see cref="Vacation"/> has it.</summary>
    internal static string VacationWords(string word) => word == Vacation.Of(null) ? word : $"until {word}";

    private static string Write(Command command, Func<string, string> free, Func<string, string> address) => command switch
    {
        Command.Subscribe { Address: var who } subscribe => Join("subscribe", who is null ? null : address(who.Text), subscribe.Delivery is { } delivery ? Words.Of(delivery) : null),
        Command.Unsubscribe { Address: var who } => Join("unsubscribe", who is null ? null : address(who.Text)),
        Command.ChangeAddress change => Join("change-address", address(change.Address.Text)),
        Command.SetOption { Option: SubscriberOption.Delivery } set => $"set delivery {set.Value}",
        Command.SetOption { Option: SubscriberOption.OwnPosts } set => $"set own-posts {set.Value}",
        Command.SetOption { Option: SubscriberOption.Vacation } set => $"set vacation {VacationWords(set.Value)}",
        Command.SetOption { Option: SubscriberOption.Name } set => $"set name {free(set.Value)}",
        Command.SetList { Assignment: { Setting: null } owners } => $"set {owners.Key}={address(owners.Value)}",
        Command.SetList { Assignment: var set } => $"set {set.Key}={(set.Setting == Setting.Description ? free(set.Value) : set.Value)}",
        Command.Help => "help",
        Command.Info => "info",
        Command.Settings => "settings",
        Command.Which => "which",
        Command.Who => "who",
        Command.Show => "show",
        Command.Confirm => "confirm",
        _ => throw new ArgumentException($"{command.GetType().Name} cannot be spelled", nameof(command)),
    };

    private static string Join(params ReadOnlySpan<string?> words) => string.Join(' ', words.ToArray().Where(word => word is not null));
}
