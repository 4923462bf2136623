namespace MailingList.Core.Letters;

/// <summary>The names that stand between braces in a template.</summary>
public static class Placeholders
{
    /// <summary>The list's address.</summary>
    public const string List = "list";

    /// <summary>The list's address up to the @.</summary>
    public const string ListName = "list-name";

    /// <summary>One line about the list; or empty.</summary>
    public const string Description = "description";

    /// <summary>Where people answer for the list.</summary>
    public const string OwnerAddress = "owner-address";

    /// <summary>Where how the list is used is asked.</summary>
    public const string HelpAddress = "help-address";

    /// <summary>Where commands go.</summary>
    public const string RequestAddress = "request-address";

    /// <summary>Where a subscription is asked for.</summary>
    public const string SubscribeAddress = "subscribe-address";

    /// <summary>Where the end of a subscription is asked for.</summary>
    public const string UnsubscribeAddress = "unsubscribe-address";

    /// <summary>The day of the letter, as in <c>2027-01-31</c>. The letter knows it, and needs no value.</summary>
    public const string Date = "date";

    /// <summary>Whom the letter is about; where an address is changed, the old one.</summary>
    public const string Address = "address";

    /// <summary>The address that takes the place of the old one.</summary>
    public const string NewAddress = "new-address";

    /// <summary>Where an answer confirms; with the token in it, if it fits.</summary>
    public const string ConfirmAddress = "confirm-address";

    /// <summary>The token: the line <c>confirm TOKEN</c> in an answer confirms where no address could hold it.</summary>
    public const string Token = "token";

    /// <summary>Where an owner accepts an applicant; with the token in it, if it fits.</summary>
    public const string AcceptAddress = "accept-address";

    /// <summary>The token that accepts.</summary>
    public const string AcceptToken = "accept-token";

    /// <summary>Where an owner refuses an applicant; with the token in it, if it fits.</summary>
    public const string RejectAddress = "reject-address";

    /// <summary>The token that refuses.</summary>
    public const string RejectToken = "reject-token";

    /// <summary>
    /// How many days: that a token can be used; or, where mail came back, on which it did; or, of who was unsubscribed for it, that delivery was off.
    /// </summary>
    public const string Days = "days";

    /// <summary>Who may post: the setting's word.</summary>
    public const string Posting = "posting";

    /// <summary>How many subscribers there are.</summary>
    public const string Count = "count";

    /// <summary>Commands, a line each, as the program spells them and not as somebody wrote them.</summary>
    public const string Commands = "commands";

    /// <summary>Addresses of lists, a line each.</summary>
    public const string Lists = "lists";

    /// <summary>Why it is so, in the words of whoever decided it: an owner, a rule, or the host that did not take a mail; or empty.</summary>
    public const string Reason = "reason";

    /// <summary>What became of commands: a block for each.</summary>
    public const string Results = "results";

    /// <summary>What is set for a subscriber: a line each, by the names that the command <c>set</c> takes.</summary>
    public const string Settings = "settings";

    /// <summary>Subscribers, a line each.</summary>
    public const string Subscribers = "subscribers";

    /// <summary>The day on which a subscription ends if no mail comes from the subscriber before, as in <c>2027-01-31</c>.</summary>
    public const string Until = "until";

    /// <summary>From how many subscribers one post came back.</summary>
    public const string Bounced = "bounced";

    /// <summary>What people know a post by: its subject, or its Message-ID; or empty.</summary>
    public const string Message = "message";

    /// <summary>From whom mail came back, since when, its class, the other host's words and the next step: some lines for each.</summary>
    public const string Bounces = "bounces";

    /// <summary>Whether the value may have several lines. All others are one line, whatever comes in.</summary>
    public static bool IsBlock(string placeholder) => placeholder is Bounces or Commands or Lists or Reason or Results or Settings or Subscribers;
}
