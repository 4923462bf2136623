using System.Text;

using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Letters;

public sealed class PhrasesTests
{
    private static readonly string Whole = string.Concat(Enum.GetValues<Phrase>().Select(phrase => $"{Words.Of(phrase)}: words for {Words.Of(phrase)}\n"));

    public static TheoryData<string, int> Wrong => new()
    {
        { "done\n" + Whole, 1 },
        { Whole + "\ndance: it is\n", Enum.GetValues<Phrase>().Length + 2 },
        { Whole + "done:\n", Enum.GetValues<Phrase>().Length + 1 },
        { Whole + "done:   \n", Enum.GetValues<Phrase>().Length + 1 },
        { Whole + "0: it is\n", Enum.GetValues<Phrase>().Length + 1 },
        { Whole + ": it is\n", Enum.GetValues<Phrase>().Length + 1 },
        { Whole + "done: a\u0007b\n", Enum.GetValues<Phrase>().Length + 1 },
    };

    [Fact]
    public void Each_has_its_words()
    {
        Phrases phrases = Read("\ufeff" + Whole.Replace("done:", "Done :", StringComparison.Ordinal).Replace("\n", "\r\n\r\n", StringComparison.Ordinal));

        Assert.All(Enum.GetValues<Phrase>(), phrase => Assert.Equal($"words for {Words.Of(phrase)}", phrases[phrase]));
        Assert.Equal("phrases.txt", phrases.Origin);
    }

    [Fact]
    public void Words_may_have_a_colon() =>
        Assert.Equal("so: done", Read(Whole.Replace("done: words for done", "done: so: done", StringComparison.Ordinal))[Phrase.Done]);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_with_its_line(string text, int line)
    {
        Failure failure = Assert.Throws<Failure>(() => Read(text));

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.StartsWith($"phrases.txt:{line}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_missing_is_named() => Assert.All(Enum.GetValues<Phrase>(), phrase =>
    {
        string without = Whole.Replace($"{Words.Of(phrase)}: words for {Words.Of(phrase)}\n", string.Empty, StringComparison.Ordinal);

        Assert.Contains($"`{Words.Of(phrase)}: ...`", Assert.Throws<Failure>(() => Read(without)).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void What_is_not_UTF_8_is_refused()
    {
        using var content = new MemoryStream([.. Encoding.UTF8.GetBytes(Whole), 0xff, (byte)'\n']);

        Assert.Contains("UTF-8", Assert.Throws<Failure>(() => Phrases.Read("phrases.txt", content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_has_none() => Assert.Throws<Failure>(() => Read(string.Empty));

    [Theory]
    [InlineData("de", "erledigt")]
    [InlineData("de-AT", "erledigt")]
    [InlineData("sv", "done")]
    public void They_are_found_by_language(string language, string done) =>
        Assert.Equal(done, new Templates(new FakeTemplateFiles()).FindPhrases(Some.Address(Some.ListAddress), language)[Phrase.Done]);

    private static Phrases Read(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Phrases.Read("phrases.txt", content);
    }
}
