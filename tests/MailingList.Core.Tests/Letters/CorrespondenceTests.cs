using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

using MimeKit;

namespace MailingList.Core.Tests.Letters;

/// <summary>Which letters are written to whom, and which are not.</summary>
public sealed class CorrespondenceTests
{
    private static readonly EmailAddress Bob = Some.Address("Bob@Example.NET");
    private static readonly EmailAddress Dev = Some.Address(Some.ListAddress);

    private readonly FakeLetterCounts _counts = new();
    private readonly FixedClock _clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
    private readonly LetterLimits _limits = new(Answers: 3, Domain: 5, Total: 7);

    [Fact]
    public void What_is_sure_to_be_wanted_is_not_counted()
    {
        Correspondence letters = New();

        letters.Send(Some.List(), LetterKind.Goodbye, Bob, (Placeholders.Address, Bob.Text));

        Assert.Equal(["goodbye to Bob@Example.NET"], letters.Log);
        Assert.Empty(_counts.Noted);
        Assert.Equal([Bob], Assert.Single(letters.Written).Recipients);
    }

    [Fact]
    public void What_may_not_be_is_counted_by_the_day_and_the_hour()
    {
        Correspondence letters = New();

        Assert.True(letters.Answer(Some.List(), LetterKind.Help, Bob));

        Assert.Equal(
            ["asked example.net@bob Answer 11-22 10:00", "asked example.net 11-23 09:00", "asked all 11-23 09:00", "noted example.net@bob Answer"], _counts.Noted);
        Assert.Single(letters.Written);
    }

    [Theory]
    [InlineData(2, 4, 6, true, null)]
    [InlineData(3, 4, 6, false, "no help to Bob@Example.NET: it had 3 today")]
    [InlineData(2, 5, 6, false, "no help to Bob@Example.NET: its domain had 5 letters within the hour")]
    [InlineData(2, 4, 7, false, "no help to Bob@Example.NET: 7 letters went out within the hour")]
    [InlineData(9, 9, 9, false, "no help to Bob@Example.NET: it had 3 today")]
    public void An_answer_keeps_within_the_limits(int address, int domain, int all, bool isSent, string? log)
    {
        (_counts.Address, _counts.Domain, _counts.All) = (address, domain, all);
        Correspondence letters = New();

        Assert.Equal(isSent, letters.Answer(Some.List(), LetterKind.Help, Bob));

        Assert.Equal(isSent ? 1 : 0, letters.Written.Count);
        Assert.Equal(isSent, _counts.Noted.Any(line => line.StartsWith("noted", StringComparison.Ordinal)));
        Assert.Equal([log ?? "help to Bob@Example.NET"], letters.Log);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_question_is_asked_once_a_day(int asked, bool isSent)
    {
        _counts.Address = asked;

        Assert.Equal(isSent, Ask(New(), Bob));
    }

    [Fact]
    public void A_question_brings_its_token_in_the_address_to_reply_to()
    {
        Correspondence letters = New();
        Ask(letters, Bob);

        MimeMessage letter = Read(letters.Written[0]);
        string replyTo = letter.ReplyTo.Mailboxes.Single().Address;
        string token = replyTo["dev-confirm+".Length..replyTo.IndexOf('@', StringComparison.Ordinal)];
        Assert.True(Mint.TryRead(token, Dev, out Token? read, out _));
        Assert.Equal((TokenPurpose.Subscribe, Bob), (read.Purpose, read.Address));
        Assert.Equal("Please confirm your subscription to dev", letter.Subject);
        Assert.Contains($"\n    confirm {token}\n", SomeLetter.Body(letter), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(150, true)]
    [InlineData(153, false)]
    public void One_that_no_address_holds_stands_in_the_subject_unless_that_is_too_long_too(int longAbout, bool isInSubject)
    {
        string domain = string.Join('.', Enumerable.Repeat("a", (longAbout - 33) / 2)) + ".example";
        Correspondence letters = New();
        Ask(letters, Some.Address($"bob@{domain}"));

        MimeMessage letter = Read(letters.Written[0]);
        Assert.Equal("dev-confirm@lists.example.org", letter.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal(isInSubject, letter.Subject!.Contains("[confirm ", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_owner_is_asked_with_tokens_that_fit_them_alone()
    {
        EmailAddress[] owners = [Some.Address("olga@example.org"), Some.Address("otto@example.org")];
        Correspondence letters = New();
        foreach (EmailAddress owner in owners)
        {
            letters.AskOwner(Some.List(), owner, Bob, "none");
        }

        Assert.Equal(owners, letters.Written.Select(letter => Assert.Single(letter.Recipients)));
        for (int i = 0; i < owners.Length; i++)
        {
            string[] tokens = [.. SomeLetter.Body(Read(letters.Written[i])).Split('\n').Where(line => line.StartsWith("    confirm ", StringComparison.Ordinal)).Select(line => line[12..])];
            Assert.True(Mint.TryRead(tokens[0], Dev, [owners[i]], out Token? accept, out _));
            Assert.True(Mint.TryRead(tokens[1], Dev, [owners[i]], out Token? reject, out _));
            Assert.Equal((TokenPurpose.Accept, TokenPurpose.Reject, Bob, "none"), (accept.Purpose, reject.Purpose, accept.Address, accept.Detail));
            Assert.Equal(owners[i], accept.Holder);
            Assert.False(Mint.TryRead(tokens[0], Dev, [owners[1 - i]], out _, out _));
        }

        Assert.Empty(_counts.Noted);
    }

    [Fact]
    public void Owners_get_one_letter_together()
    {
        Correspondence letters = New();
        ListSnapshot list = Some.List(null, "olga@example.org", "otto@example.org");

        letters.SendToOwners(list, LetterKind.NoticeSubscribed, (Placeholders.Address, Bob.Text));

        OutgoingLetter letter = Assert.Single(letters.Written);
        Assert.Equal(list.Owners, letter.Recipients);
        Assert.Equal("dev-owner@lists.example.org", Read(letter).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("bob@example.net", "auto-replied")]
    [InlineData("ann@example.net", "auto-generated")]
    public void Only_the_author_gets_a_reply(string author, string autoSubmitted)
    {
        Correspondence letters = New(new Occasion(Some.Address(author), "<1@example.net>", "<0@example.net>"));

        letters.Send(Some.List(), LetterKind.Help, Bob);

        MimeMessage letter = Read(letters.Written[0]);
        Assert.Equal(autoSubmitted, letter.Headers["Auto-Submitted"]);
        Assert.Equal(autoSubmitted == "auto-replied" ? "1@example.net" : null, letter.InReplyTo);
        Assert.Equal(autoSubmitted == "auto-replied" ? 2 : 0, letter.References.Count);
    }

    [Fact]
    public void An_answer_makes_room_for_the_question_that_it_answers()
    {
        New().Proved(new Token(TokenPurpose.Subscribe, Dev, Bob) { Made = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero) });

        Assert.Equal(["answered example.net@bob 11-23 09:31"], _counts.Noted);
    }

    [Fact]
    public void A_question_says_how_long_it_can_be_answered()
    {
        Correspondence letters = New();
        Ask(letters, Bob);
        letters.AskOwner(Some.List(), Some.Address("olga@example.org"), Bob, "none");

        Assert.Contains("mail within 3 days, and", SomeLetter.Body(Read(letters.Written[0])), StringComparison.Ordinal);
        Assert.Contains("If nobody decides within 3\ndays,", SomeLetter.Body(Read(letters.Written[1])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LetterKind.Probe, "probe")]
    [InlineData(LetterKind.NoticeBounceRemoved, "notice-bounce-removed")]
    public void How_long_a_token_is_good_is_said_in_the_place_of_no_other_days(LetterKind kind, string name)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => New().Send(Some.List(), kind, Bob, (Placeholders.Address, Bob.Text), (Placeholders.Reason, string.Empty)));

        Assert.StartsWith($"{name}: there is no value for {{days}}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_alone_has_no_letter()
    {
        Correspondence letters = New();

        Assert.StartsWith("Hello,\n\nthis is how you use the mailing list\n\n    dev@lists.example.org\n", letters.BodyOf(Some.List(), LetterKind.Help), StringComparison.Ordinal);
        Assert.Empty(letters.Written);
        Assert.Empty(letters.Log);
    }

    private TokenMint Mint => new([new byte[32]], _clock);

    private Correspondence New(Occasion? occasion = null) =>
        new(new Templates(new FakeTemplateFiles()), Mint, _counts, _limits, _clock, occasion ?? Occasion.None);

    private static bool Ask(Correspondence letters, EmailAddress address) =>
        letters.Ask(Some.List(), LetterKind.ConfirmSubscribe, address, new Token(TokenPurpose.Subscribe, Dev, address), (Placeholders.Address, address.Text));

    private static MimeMessage Read(OutgoingLetter letter)
    {
        Assert.True(Ascii.IsValid(letter.Message));
        return SomeLetter.Parse(letter.Message);
    }
}
