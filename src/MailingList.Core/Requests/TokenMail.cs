using MailingList.Core.Addressing;
using MailingList.Core.Commands;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Core.Tokens;

namespace MailingList.Core.Requests;

/// <summary>A mail that brings a token back, from whatever address: who has it has read the letter that it was in.</summary>
/// <param name="store">The lists.</param>
/// <param name="letters">The letters.</param>
/// <param name="changes">What is done to subscriptions.</param>
/// <param name="applicants">Where owners decide.</param>
/// <param name="mint">Reads tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="carry">Carries commands out for somebody.</param>
/// <param name="request">The mail.</param>
internal sealed class TokenMail(
    ISubscriptionStore store,
    Correspondence letters,
    SubscriptionChanges changes,
    Applicants applicants,
    TokenMint mint,
    TimeProvider time,
    Action<Person, IReadOnlyList<Command>> carry,
    Request request)
{
    private static readonly TokenPurpose[] ToConfirm =
    [
        TokenPurpose.Subscribe, TokenPurpose.Invite, TokenPurpose.Unsubscribe, TokenPurpose.Leave, TokenPurpose.Arrive, TokenPurpose.Commands,
    ];

    private readonly ListSnapshot _list = request.List;

    /// <summary>Does what the token stands for, if there is one.</summary>
    /// <returns>False: there is none that is good, and nobody was told.</returns>
    internal bool TryHandle(out TokenProblem? problem)
    {
        Role role = request.Post.Destination.Role;
        var finder = new TokenFinder(mint, _list.Address, Purposes(role), role is Role.Accept or Role.Reject ? _list.Owners : []);
        (Token? token, problem) = finder.Find(request.Post.Destination.Detail, request.Subject, request.Lines);
        if (token is not null)
        {
            // A token spells an address in lower case; some hosts may care how it is typed.
            Handle(token.Address.Equals(request.Author) ? token with { Address = request.Author } : token);
        }

        return token is not null;
    }

    /// <summary>Tells who brought no good token what is wrong.</summary>
    internal void Refuse(TokenProblem? problem)
    {
        if (request.Author is { } author)
        {
            letters.Answer(_list, problem == TokenProblem.Expired ? LetterKind.TokenExpired : LetterKind.TokenRefused, author, LetterValues.Validity);
        }
    }

    /// <summary>What a token that comes to the address of a role may be for.</summary>
    internal static TokenPurpose[] Purposes(Role role) => role switch
    {
        Role.Accept => [TokenPurpose.Accept],
        Role.Reject => [TokenPurpose.Reject],
        _ => ToConfirm,
    };

    private void Handle(Token token)
    {
        if (token.Holder is null)
        {
            letters.Proved(token);
        }

        switch (token.Purpose)
        {
            case TokenPurpose.Subscribe or TokenPurpose.Invite:
                Carry(token, new Command.Subscribe(string.Empty, null, Words.TryParse(token.Detail, out DeliveryMode mode) ? mode : null));
                break;
            case TokenPurpose.Unsubscribe:
                Carry(token, new Command.Unsubscribe(string.Empty, null));
                break;
            case TokenPurpose.Leave when EmailAddress.TryParse(token.Detail, out EmailAddress? to, out _):
                Carry(token, new Command.ChangeAddress(string.Empty, to));
                break;
            case TokenPurpose.Arrive when EmailAddress.TryParseKey(token.Detail, out EmailAddress? from):
                Arrive(token, from);
                break;
            case TokenPurpose.Commands:
                Carry(token, [.. token.Detail.Split('\n').Select(CommandParser.ParseLine)]);
                break;
            case TokenPurpose.Accept or TokenPurpose.Reject when token.Holder is { } owner:
                Decide(token, owner);
                break;
            default:
                throw new InvalidOperationException($"a token of our own that says nothing: {token.Purpose} '{token.Detail}'");
        }
    }

    private Person PersonOf(Token token) => Person.Of(store, _list, token.Address, token, request.IsAuthenticated, request.MessageId);

    private void Carry(Token token, params IReadOnlyList<Command> commands) => carry(PersonOf(token), commands);

    private void Arrive(Token token, EmailAddress from)
    {
        if (store.FindSubscriber(_list, from) is null && store.FindSubscriber(_list, token.Address) is not null)
        {
            letters.Answer(_list, LetterKind.AlreadySubscribed, token.Address, (Placeholders.Address, token.Address.Text));
            return;
        }

        if (store.FindSubscriber(_list, from) is not { } subscriber || token.IsOvertakenBy(subscriber.Life, time.GetUtcNow()))
        {
            letters.Answer(_list, LetterKind.TokenExpired, token.Address, LetterValues.Validity);
            return;
        }

        changes.Move(_list, subscriber, token.Address, PersonOf(token).AsSubscriber);
    }

    private void Decide(Token token, EmailAddress owner)
    {
        string reason = token.Purpose == TokenPurpose.Reject ? Quotation.Above(request.Lines, _list.Address) : string.Empty;
        if (!applicants.Decide(_list, token, reason, request.MessageId))
        {
            letters.Answer(_list, LetterKind.TokenExpired, owner, LetterValues.Validity);
        }
    }
}
