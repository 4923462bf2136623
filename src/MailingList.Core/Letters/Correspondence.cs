using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Tokens;

namespace MailingList.Core.Letters;

/// <summary>
/// The letters that one mail, or one call at the shell, gives rise to. Whoever may not have asked gets no more than the limits allow. Used
/// inside a transaction: the letters go out after it (<see cref="IOutbox"/>).
/// </summary>
/// <param name="templates">The texts.</param>
/// <param name="mint">Makes tokens.</param>
/// <param name="counts">What went out before.</param>
/// <param name="limits">What may go out.</param>
/// <param name="time">The clock.</param>
/// <param name="occasion">What is answered.</param>
public sealed class Correspondence(Templates templates, TokenMint mint, ILetterCounts counts, LetterLimits limits, TimeProvider time, Occasion occasion)
{
    // RFC 5321 section 4.5.3.1.1.
    private const int LongestLocalPart = 64;

    // In a subject; a longer one stands in the body alone.
    private const int LongestInSubject = 150;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly List<OutgoingLetter> _written = [];
    private readonly List<string> _log = [];

    /// <summary>The letters, in their order.</summary>
    public IReadOnlyList<OutgoingLetter> Written => _written;

    /// <summary>What was written to whom, and what was not and why, for the log: a few words each.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>Writes to somebody who is known to want it: who has just confirmed, or an owner.</summary>
    public void Send(ListSnapshot list, LetterKind kind, EmailAddress recipient, params ReadOnlySpan<(string Placeholder, string Value)> values) =>
        Write(list, kind, [recipient], recipient, Values(list, values), null, null);

    /// <summary>Writes to somebody from a return path of ours: whether it comes back is what it is written for.</summary>
    public void Send(ListSnapshot list, LetterKind kind, EmailAddress recipient, string returnPath, params ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        Write(list, kind, [recipient], recipient, Values(list, values), null, null);
        _written[^1] = _written[^1] with { ReturnPath = returnPath };
    }

    /// <summary>Passes a mail on to the owners as it came.</summary>
    public void PassOn(ListSnapshot list, byte[] message)
    {
        ArgumentNullException.ThrowIfNull(list);
        _written.Add(new OutgoingLetter(list.Owners, message));
        _log.Add("passed on to the owners");
    }

    /// <summary>Writes one letter to all owners.</summary>
    public void SendToOwners(ListSnapshot list, LetterKind kind, params ReadOnlySpan<(string Placeholder, string Value)> values) =>
        Write(list, kind, list.Owners, EmailAddress.Parse(list.AddressOf("owner")), Values(list, values), null, null);

    /// <summary>Answers an address that somebody else may have put into the mail.</summary>
    /// <returns>False: the limits do not allow it, and nothing goes out.</returns>
    public bool Answer(ListSnapshot list, LetterKind kind, EmailAddress recipient, params ReadOnlySpan<(string Placeholder, string Value)> values) =>
        Limited(list, kind, LetterUse.Answer, recipient, Values(list, values), null, null);

    /// <summary>Asks an address whether it agrees: its answer brings the token back.</summary>
    /// <param name="list">The list.</param>
    /// <param name="kind">The letter.</param>
    /// <param name="recipient">Who is asked.</param>
    /// <param name="token">What they agree to.</param>
    /// <param name="values">What else the letter says.</param>
    /// <returns>False: the limits do not allow it, and nothing goes out.</returns>
    public bool Ask(ListSnapshot list, LetterKind kind, EmailAddress recipient, Token token, params ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        Dictionary<string, string> all = Values(list, values);
        string text = Add(all, Placeholders.Token, Placeholders.ConfirmAddress, Role.Confirm, token);
        bool fits = all[Placeholders.ConfirmAddress].Contains(text, StringComparison.Ordinal);
        return Limited(
            list, kind, LetterUse.Confirmation, recipient, all, EmailAddress.Parse(all[Placeholders.ConfirmAddress]), fits || text.Length > LongestInSubject ? null : text);
    }

    /// <summary>Asks an owner about an applicant; each owner has tokens of their own.</summary>
    /// <param name="list">The list.</param>
    /// <param name="owner">Who is asked.</param>
    /// <param name="applicant">About whom.</param>
    /// <param name="detail">What a host that has not heard of the application must know of it (<see cref="Token.Detail"/>).</param>
    public void AskOwner(ListSnapshot list, EmailAddress owner, EmailAddress applicant, string detail)
    {
        Dictionary<string, string> all = Values(list, [(Placeholders.Address, applicant.Text)]);
        var token = new Token(TokenPurpose.Accept, list.Address, applicant, detail) { Holder = owner };
        Add(all, Placeholders.AcceptToken, Placeholders.AcceptAddress, Role.Accept, token);
        Add(all, Placeholders.RejectToken, Placeholders.RejectAddress, Role.Reject, token with { Purpose = TokenPurpose.Reject });
        Write(list, LetterKind.Approve, [owner], owner, all, null, null);
    }

    /// <summary>Takes notice that an address has answered: it did ask, and may ask again.</summary>
    public void Proved(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        counts.Answered(token.Address, token.Made + TokenMint.Precision);
    }

    /// <summary>The text of a letter alone, to stand in another.</summary>
    public string BodyOf(ListSnapshot list, LetterKind kind, params ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Letter.BodyOf(templates.Find(list.Address, list.Settings.Language, kind), Values(list, values), time.GetUtcNow());
    }

    private bool Limited(
        ListSnapshot list, LetterKind kind, LetterUse use, EmailAddress recipient, Dictionary<string, string> values, EmailAddress? replyTo, string? subjectToken)
    {
        if (Full(recipient, use) is { } reason)
        {
            _log.Add($"no {LetterForm.Of(kind).Name} to {recipient}: {reason}");
            return false;
        }

        counts.Note(recipient, use);
        Write(list, kind, [recipient], recipient, values, replyTo, subjectToken);
        return true;
    }

    private string? Full(EmailAddress recipient, LetterUse use)
    {
        DateTimeOffset now = time.GetUtcNow();
        int most = use == LetterUse.Confirmation ? 1 : limits.Answers;
        return counts.ToAddress(recipient, use, now - Day) >= most ? $"it had {most} today"
            : counts.ToDomain(DomainOf(recipient), now - Hour) >= limits.Domain ? $"its domain had {limits.Domain} letters within the hour"
            : counts.ToAll(now - Hour) >= limits.Total ? $"{limits.Total} letters went out within the hour"
            : null;
    }

    private static string DomainOf(EmailAddress address) => address.Key[..address.Key.IndexOf('@', StringComparison.Ordinal)];

    private static Dictionary<string, string> Values(ListSnapshot list, ReadOnlySpan<(string Placeholder, string Value)> values)
    {
        Dictionary<string, string> all = LetterValues.Of(list);
        foreach ((string placeholder, string value) in values)
        {
            all[placeholder] = value;
        }

        return all;
    }

    // The token, and the address that brings it back: with it where a local part can hold both.
    private string Add(Dictionary<string, string> values, string tokenName, string addressName, Role role, Token token)
    {
        string text = mint.Make(token);
        string word = Words.Of(role);
        bool fits = $"{token.List.LocalPart}-{word}+{text}".Length <= LongestLocalPart;
        values[tokenName] = text;
        values[LetterValues.Validity.Placeholder] = LetterValues.Validity.Value;
        values[addressName] = fits ? $"{token.List.LocalPart}-{word}+{text}@{token.List.Domain}" : $"{token.List.LocalPart}-{word}@{token.List.Domain}";
        return text;
    }

    private void Write(
        ListSnapshot list, LetterKind kind, IReadOnlyList<EmailAddress> recipients, EmailAddress shown, Dictionary<string, string> values, EmailAddress? replyTo, string? subjectToken)
    {
        bool isReply = occasion.Author is { } author && author.Equals(shown);
        var head = new LetterHead(Mailbox.OwnerOf(list), shown, time.GetUtcNow(), $"<{Guid.NewGuid():N}@{list.Address.Domain}>", isReply)
        {
            ReplyTo = replyTo,
            SubjectToken = subjectToken,
            InReplyTo = isReply ? occasion.MessageId : null,
            References = isReply ? occasion.References : null,
        };
        _written.Add(new OutgoingLetter(recipients, Letter.Write(templates.Find(list.Address, list.Settings.Language, kind), values, head)));
        _log.Add($"{LetterForm.Of(kind).Name} to {shown}");
    }
}
