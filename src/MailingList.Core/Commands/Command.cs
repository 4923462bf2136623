using MailingList.Core.Addressing;
using MailingList.Core.Lists;

namespace MailingList.Core.Commands;

/// <summary>One command of a mail to a list's <c>-request</c> address.</summary>
/// <param name="Line">As it was written, for the answer.</param>
public abstract record Command(string Line)
{
    /// <summary>How the list is used.</summary>
    public sealed record Help(string Line) : Command(Line);

    /// <summary>What the list is about, and who may do what.</summary>
    public sealed record Info(string Line) : Command(Line);

    /// <summary>Subscribes the author, or whom an owner names.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Address">Whom; null: the author.</param>
    /// <param name="Delivery">How the posts shall come; null: as usual.</param>
    public sealed record Subscribe(string Line, EmailAddress? Address, DeliveryMode? Delivery) : Command(Line);

    /// <summary>Unsubscribes the author, or whom an owner names.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Address">Whom; null: the author.</param>
    public sealed record Unsubscribe(string Line, EmailAddress? Address) : Command(Line);

    /// <summary>Brings a token back.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Token">Its text.</param>
    public sealed record Confirm(string Line, string Token) : Command(Line);

    /// <summary>Changes how the author is subscribed.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Option">What.</param>
    /// <param name="Value">To what; empty takes it away.</param>
    public sealed record SetOption(string Line, SubscriberOption Option, string Value) : Command(Line);

    /// <summary>Changes a setting of the list: for owners.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Assignment">What, and to what.</param>
    public sealed record SetList(string Line, Assignment Assignment) : Command(Line);

    /// <summary>What is set for the author.</summary>
    public sealed record Settings(string Line) : Command(Line);

    /// <summary>The author's lists in this domain.</summary>
    public sealed record Which(string Line) : Command(Line);

    /// <summary>Who is subscribed, as far as the list shows it.</summary>
    public sealed record Who(string Line) : Command(Line);

    /// <summary>The list's settings: for owners.</summary>
    public sealed record Show(string Line) : Command(Line);

    /// <summary>Puts another address in the author's place.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Address">The other.</param>
    public sealed record ChangeAddress(string Line, EmailAddress Address) : Command(Line);

    /// <summary>What is no command, or cannot be carried out as it is written.</summary>
    /// <param name="Line">As it was written.</param>
    /// <param name="Reason">What is wrong with it; null: there is no such command.</param>
    public sealed record Unknown(string Line, string? Reason) : Command(Line);
}
