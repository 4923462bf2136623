using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

/// <summary>What letters about mail that came back say, and what they say where little is known.</summary>
public sealed class BounceTextsTests
{
    private const string Shell = "    mailinglist ";

    // What the other host does not always say, or we do not always know.
    private static readonly string[] MayBeEmpty = [Placeholders.Reason, Placeholders.Message];

    public static TheoryData<string, LetterKind, string> WithWhatMayBeEmpty
    {
        get
        {
            var all = new TheoryData<string, LetterKind, string>();
            foreach (string language in Templates.BuiltInLanguages)
            {
                foreach (LetterForm form in LetterForm.All)
                {
                    foreach (string placeholder in form.Required.Concat(form.Optional).Intersect(MayBeEmpty))
                    {
                        all.Add(language, form.Kind, placeholder);
                    }
                }
            }

            return all;
        }
    }

    [Fact]
    public void A_subscriber_hears_in_plain_words_what_is_wrong_and_what_to_do() =>
        Assert.Equal(
            """
            Hello,

            mails of this mailing list came back from your address again and again,
            and a test came back too:

                dev@lists.example.org

            This is the address:

                bob@example.net

            So the list sends nothing there for now. If nothing changes, your
            subscription ends on 2027-03-02.

            If you read this, mails reach you again. To receive those of the list as
            before, simply reply to this mail, or write to this address; the mail
            may be empty:

                dev-request@lists.example.org

            If a reason was given, here it is, word for word. It may help whoever
            looks after your mailbox:

            550 5.1.1 no such user
            (ask postmaster)

            This mail was written by the program that runs the mailing list. If you
            have a question, the people in charge of the list will answer it:

                dev-owner@lists.example.org

            """.ReplaceLineEndings("\n"),
            Body(
                Templates.English, LetterKind.BounceWarning,
                (Placeholders.Address, "bob@example.net"), (Placeholders.Until, "2027-03-02"), (Placeholders.Reason, "550 5.1.1 no such user\r\n(ask postmaster)\r\n")));

    [Fact]
    public void Owners_hear_of_a_post_that_came_back_from_many_though_neither_it_nor_a_reason_is_known() =>
        Assert.Contains(
            """
            Number of subscribers from whom one mail to the list came back:
            7 of 50.

            If it is known which one, this is it:

            So many addresses do not break down at once. It was probably something
            in that mail, or something about the host that sent it. So this counts
            against nobody.

            If reasons were given, this is the most frequent:

            Please show this mail to whoever runs the host of the list. Perhaps
            others take the host for a sender of spam.

            """.ReplaceLineEndings("\n"),
            Body(
                Templates.English, LetterKind.NoticePostBounced,
                (Placeholders.Bounced, "7"), (Placeholders.Count, "50"), (Placeholders.Message, string.Empty), (Placeholders.Reason, string.Empty)),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(WithWhatMayBeEmpty))]
    public void What_is_not_known_leaves_no_gap(string language, LetterKind kind, string placeholder)
    {
        string known = Body(language, kind);
        string unknown = Body(language, kind, (placeholder, string.Empty));

        string line = known.Split('\n').Single(shown => shown.Trim() == $"<{placeholder}>");
        Assert.Equal(known.Replace($"\n\n{line}\n\n", "\n\n", StringComparison.Ordinal), unknown);
    }

    // An address may have $( and ` in it: whoever copies the line into a shell shall not run what a stranger has written.
    [Fact]
    public void A_command_for_the_shell_has_no_value_in_it()
    {
        string[] commands = [.. Templates.BuiltInLanguages
            .SelectMany(language => LetterForm.All.SelectMany(form => Body(language, form.Kind).Split('\n')))
            .Where(line => line.StartsWith(Shell, StringComparison.Ordinal))];

        Assert.Equal(2 * Templates.BuiltInLanguages.Count, commands.Length);
        Assert.All(commands, command => Assert.Equal($"{Shell}bounces LIST ADDRESS", command));
    }

    private static string Body(string language, LetterKind kind, params (string Placeholder, string Value)[] changed)
    {
        Dictionary<string, string> values = SomeLetter.Values(kind);
        foreach ((string placeholder, string value) in changed)
        {
            values[placeholder] = value;
        }

        return SomeLetter.Body(SomeLetter.Parse(Letter.Write(SomeLetter.BuiltIn(language, kind), values, SomeLetter.Head)));
    }
}
