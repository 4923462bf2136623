using static MailingList.Core.Letters.Placeholders;

namespace MailingList.Core.Letters;

/// <summary>
/// What the templates of one kind of letter have in common. A letter that asks for a confirmation goes to somebody who may not have asked for
/// it: its form takes nothing that a stranger could fill with text of their own, such as a display name.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">What it is called: the file's name without <c>.txt</c>.</param>
/// <param name="Required">The placeholders that the body must have: without them the letter would miss its purpose.</param>
/// <param name="Optional">Those that subject and body may have besides.</param>
public sealed record LetterForm(LetterKind Kind, string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>The forms of all kinds, in their order.</summary>
    public static IEnumerable<LetterForm> All => Enum.GetValues<LetterKind>().Select(Of);

    /// <summary>The form of one kind.</summary>
    // A switch and no table: delivering a post asks for none of it, and shall not pay for it.
    public static LetterForm Of(LetterKind kind) => kind switch
    {
        LetterKind.ConfirmSubscribe => Form(kind, "confirm-subscribe", [Address, ConfirmAddress, Token], [Days]),
        LetterKind.ConfirmUnsubscribe => Form(kind, "confirm-unsubscribe", [Address, ConfirmAddress, Token], [Days]),
        LetterKind.ConfirmLeave => Form(kind, "confirm-leave", [Address, NewAddress, ConfirmAddress, Token], [Days]),
        LetterKind.ConfirmArrive => Form(kind, "confirm-arrive", [Address, NewAddress, ConfirmAddress, Token], [Days]),
        LetterKind.ConfirmCommand => Form(kind, "confirm-command", [Placeholders.Commands, ConfirmAddress, Token], [Address, Days]),
        LetterKind.Pending => Form(kind, "pending", [Address], []),
        LetterKind.Approve => Form(kind, "approve", [Address, AcceptAddress, AcceptToken, RejectAddress, RejectToken], [Days]),
        LetterKind.Accepted => Form(kind, "accepted", [Address], []),
        LetterKind.Rejected => Form(kind, "rejected", [Address, Reason], []),
        LetterKind.Decided => Form(kind, "decided", [Address], []),
        LetterKind.Welcome => Form(kind, "welcome", [Address, UnsubscribeAddress], []),
        LetterKind.Goodbye => Form(kind, "goodbye", [Address], []),
        LetterKind.Changed => Form(kind, "changed", [Address, NewAddress], []),
        LetterKind.Closed => Form(kind, "closed", [], [Address]),
        LetterKind.NotSubscribed => Form(kind, "not-subscribed", [Address], []),
        LetterKind.AlreadySubscribed => Form(kind, "already-subscribed", [Address], []),
        LetterKind.Help => Form(kind, "help", [], []),
        LetterKind.Info => Form(kind, "info", [], [Posting]),
        LetterKind.Settings => Form(kind, "settings", [Address, Settings], []),
        LetterKind.Which => Form(kind, "which", [Address, Placeholders.Lists], []),
        LetterKind.Who => Form(kind, "who", [Subscribers], [Count]),
        LetterKind.WhoRefused => Form(kind, "who-refused", [], []),
        LetterKind.Results => Form(kind, "results", [Results], []),
        LetterKind.TokenRefused => Form(kind, "token-refused", [], []),
        LetterKind.TokenExpired => Form(kind, "token-expired", [], [Days]),
        LetterKind.NoticeSubscribed => Form(kind, "notice-subscribed", [Address], []),
        LetterKind.NoticeUnsubscribed => Form(kind, "notice-unsubscribed", [Address], []),
        LetterKind.Refused => Form(kind, "refused", [Reason], []),
        LetterKind.Probe => Form(kind, "probe", [Address], [Days, Reason]),
        LetterKind.BounceWarning => Form(kind, "bounce-warning", [Address, RequestAddress, Until], [Reason]),
        LetterKind.BounceGoodbye => Form(kind, "bounce-goodbye", [Address, SubscribeAddress], []),
        LetterKind.NoticeDeliveryOff => Form(kind, "notice-delivery-off", [Address], [Days, Reason, Until]),
        LetterKind.NoticeBounceRemoved => Form(kind, "notice-bounce-removed", [Address], [Days]),
        LetterKind.NoticePostBounced => Form(kind, "notice-post-bounced", [Bounced], [Count, Message, Reason]),
        LetterKind.NoticeAbuse => Form(kind, "notice-abuse", [Address], []),
        LetterKind.BounceSummary => Form(kind, "bounce-summary", [Placeholders.Bounces], []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether a template of this kind may have a placeholder.</summary>
    public bool Knows(string placeholder) => Required.Contains(placeholder) || Optional.Contains(placeholder);

    // Every letter names its list, and may say about it what the list's own settings say.
    private static LetterForm Form(LetterKind kind, string name, string[] required, string[] optional)
    {
        string[] all = [List, .. required];
        string[] ofTheList = [ListName, Description, OwnerAddress, HelpAddress, RequestAddress, SubscribeAddress, UnsubscribeAddress, Date];
        return new LetterForm(kind, name, all, [.. ofTheList.Except(all), .. optional]);
    }
}
