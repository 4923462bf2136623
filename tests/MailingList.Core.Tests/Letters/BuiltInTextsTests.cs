using System.Text;

using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

public sealed class BuiltInTextsTests
{
    private const int Columns = 72;
    private const int JapaneseCharacters = 36;

    private static readonly string[] OfTheListAndTheProgram =
    [
        Placeholders.List, Placeholders.ListName, Placeholders.Description, Placeholders.OwnerAddress, Placeholders.HelpAddress,
        Placeholders.RequestAddress, Placeholders.SubscribeAddress, Placeholders.UnsubscribeAddress, Placeholders.Date,
        Placeholders.Address, Placeholders.NewAddress, Placeholders.ConfirmAddress, Placeholders.Token, Placeholders.Days,
        Placeholders.Commands,
    ];

    public static TheoryData<string, LetterKind> All
    {
        get
        {
            var all = new TheoryData<string, LetterKind>();
            foreach (string language in Templates.BuiltInLanguages)
            {
                foreach (LetterForm form in LetterForm.All)
                {
                    all.Add(language, form.Kind);
                }
            }

            return all;
        }
    }

    public static TheoryData<LetterKind> Confirmations => [.. LetterForm.All.Where(form => form.Name.StartsWith("confirm-", StringComparison.Ordinal)).Select(form => form.Kind)];

    [Theory]
    [MemberData(nameof(All))]
    public void There_is_one_for_every_kind_in_every_language(string language, LetterKind kind)
    {
        Template template = SomeLetter.BuiltIn(language, kind);

        Assert.Equal($"built-in ({language})", template.Origin);
        Assert.Equal(kind, template.Kind);
        Assert.Subset(template.Placeholders.ToHashSet(), LetterForm.Of(kind).Required.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void All_languages_say_the_same(string language, LetterKind kind) =>
        Assert.Equal(SomeLetter.BuiltIn(Templates.English, kind).Placeholders.Order(), SomeLetter.BuiltIn(language, kind).Placeholders.Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_line_fits_a_screen(string language, LetterKind kind)
    {
        int widest = language == "ja" ? JapaneseCharacters : Columns;

        Assert.All(Source(language, kind).Split('\n'), line => Assert.True(line.EnumerateRunes().Count() <= widest, line));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_is_tidy(string language, LetterKind kind)
    {
        string text = Source(language, kind);

        Assert.StartsWith("Subject: ", text, StringComparison.Ordinal); // and no byte order mark
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\t", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.True(text.IsNormalized(NormalizationForm.FormC));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_becomes_a_letter(string language, LetterKind kind)
    {
        byte[] letter = Letter.Write(SomeLetter.BuiltIn(language, kind), SomeLetter.Values(kind), SomeLetter.Head);

        Assert.True(Ascii.IsValid(letter));
        string body = SomeLetter.Body(SomeLetter.Parse(letter));
        Assert.All(LetterForm.Of(kind).Required, placeholder => Assert.Contains(SomeLetter.Values(kind)[placeholder], body, StringComparison.Ordinal));
        Assert.DoesNotContain("{", body, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_texts_that_nobody_asks_for()
    {
        IEnumerable<string> expected = Templates.BuiltInLanguages.SelectMany(language => LetterForm.All.Select(form => $"{form.Name}.txt").Append(Phrases.File).Select(file => $"letters/{language}/{file}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), typeof(Letter).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Confirmations))]
    public void A_stranger_has_no_text_of_their_own_in_a_letter_that_asks_for_a_confirmation(LetterKind kind)
    {
        LetterForm form = LetterForm.Of(kind);

        Assert.Empty(form.Required.Concat(form.Optional).Except(OfTheListAndTheProgram));
    }

    [Fact]
    public void The_line_that_an_answer_has_to_bring_is_the_last_as_the_text_says() =>
        Assert.All(
            Templates.BuiltInLanguages.SelectMany(language => LetterForm.All.Where(form => form.Required.Contains(Placeholders.Token)).Select(form => Source(language, form.Kind))),
            text => Assert.EndsWith("\n\n    confirm {token}\n", text, StringComparison.Ordinal));

    [Fact]
    public void Names_are_the_kinds_in_lower_case_with_hyphens()
    {
        Assert.Equal("confirm-subscribe", LetterForm.Of(LetterKind.ConfirmSubscribe).Name);
        Assert.All(LetterForm.All, form => Assert.Equal(form.Kind.ToString(), form.Name.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true));
        Assert.All(LetterForm.All, form => Assert.Equal(form.Kind.ToString().Count(char.IsUpper), form.Name.Split('-').Length));
    }

    private static string Source(string language, LetterKind kind)
    {
        using Stream stream = typeof(Letter).Assembly.GetManifestResourceStream($"letters/{language}/{LetterForm.Of(kind).Name}.txt")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray()); // keeps a byte order mark
    }
}
