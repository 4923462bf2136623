using CsCheck;

using MailingList.Core.Commands;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Commands;

/// <summary>What an owner's words are, above what different programs quote.</summary>
public sealed class QuotationTests
{
    private const string Letter = """
        Hello,

        you are one of the owners of this mailing list:

            dev@lists.example.org

        To accept, write to the next address, and copy the line below it into
        your mail:

            dev-accept+abcdefghijklmnopqrstuvexample.net=bob@lists.example.org
            confirm abcdefghijklmnopqrstuvexample.net=bob

        To refuse, write to this one, and copy its line:

            dev-reject+zbcdefghijklmnopqrstuvexample.net=bob@lists.example.org
            confirm zbcdefghijklmnopqrstuvexample.net=bob
        """;

    private static readonly string Marked = string.Join('\n', Letter.Split('\n').Select(line => $"> {line}"));

    public static TheoryData<string, string> Programs => new()
    {
        { "no quotation", "This list is for gardeners." },
        { "marked", $"This list is for gardeners.\n\nOn Monday, dev owner wrote:\n{Marked}" },
        { "marked, without an empty line", $"This list is for gardeners.\nOn Monday, dev owner wrote:\n{Marked}" },
        { "Gmail", $"This list is for gardeners.\n\nOn Mon, Nov 23, 2026 at 11:00 AM dev owner <dev-owner@lists.example.org>\nwrote:\n\n{Marked}" },
        { "Gmail, Spanish", $"This list is for gardeners.\n\nEl lun, 23 nov 2026 a las 11:00, dev owner (<\ndev-owner@lists.example.org>) escribió:\n\n{Marked}" },
        { "Gmail, French", $"This list is for gardeners.\n\nLe lun. 23 nov. 2026 à 11:00, dev owner <dev-owner@lists.example.org> a\nécrit :\n\n{Marked}" },
        { "Gmail, without an empty line", $"This list is for gardeners.\nOn Mon, Nov 23, 2026 at 11:00 AM dev owner <dev-owner@lists.example.org>\nwrote:\n{Marked}" },
        { "Apple Mail", $"This list is for gardeners.\n\n> On 23. Nov 2026, at 11:00, dev owner <dev-owner@lists.example.org> wrote:\n> \n{Marked}" },
        { "Thunderbird, German", $"This list is for gardeners.\n\nAm 23.11.26 um 11:00 schrieb dev owner:\n{Marked}" },
        { "Japanese", $"This list is for gardeners.\n\n2026年11月23日(月) 11:00 dev owner <dev-owner@lists.example.org>:\n\n{Marked}" },
        { "Outlook, old", $"This list is for gardeners.\n\n-----Original Message-----\nFrom: dev owner [mailto:dev-owner@lists.example.org]\nSent: Monday\nTo: olga\nSubject: x\n\n{Letter}" },
        { "Outlook", $"This list is for gardeners.\n\nFrom: dev owner <dev-owner@lists.example.org>\nSent: Monday, November 23, 2026 11:00\nTo: olga@example.org\nSubject: x\n\n{Letter}" },
        { "Outlook, German", $"This list is for gardeners.\n\nVon: dev owner <dev-owner@lists.example.org>\nGesendet: Montag, 23. November 2026 11:00\nAn: olga@example.org\nBetreff: x\n\n{Letter}" },
        { "Outlook, French", $"This list is for gardeners.\n\nDe : dev owner <dev-owner@lists.example.org>\nEnvoyé : lundi\nÀ : olga@example.org\nObjet : x\n\n{Letter}" },
        { "Outlook, Japanese", $"This list is for gardeners.\n\n差出人: dev owner <dev-owner@lists.example.org>\n送信日時: 2026年11月23日\n宛先: olga@example.org\n件名: x\n\n{Letter}" },
        { "Outlook, bold", $"This list is for gardeners.\n\n*From:* dev owner <dev-owner@lists.example.org>\n*Sent:* Monday\n*To:* olga@example.org\n\n{Letter}" },
        { "Outlook for a phone", $"This list is for gardeners.\n\n________________________________\nFrom: dev owner\n{Letter}" },
        { "a signature", $"This list is for gardeners.\n\n-- \nOlga\n\n{Marked}" },
        { "a signature that lost its blank", $"This list is for gardeners.\n--\nOlga\n{Letter}" },
        { "the line alone", "This list is for gardeners.\n\n  confirm zbcdefghijklmnopqrstuvexample.net=bob\n" },
        { "the line first", "confirm zbcdefghijklmnopqrstuvexample.net=bob\n\nThis list is for gardeners.\n" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void An_owners_words_are_those_above(string program, string body) => Assert.True(Above(body) == "This list is for gardeners.", $"{program}: {Above(body)}");

    [Theory]
    [InlineData("We take 20 people a year:\nnot more.", "We take 20 people a year:\nnot more.")]
    [InlineData("Two things:\n\nName: who are you?\nWhy: do you ask?\nPlease: tell us.", "Two things:\n\nName: who are you?\nWhy: do you ask?\nPlease: tell us.")]
    [InlineData("\n\n  \nNo.\n\nSorry.\n\n", "No.\n\nSorry.")]
    [InlineData("Please confirm who you are.", "Please confirm who you are.")]
    [InlineData("", "")]
    public void Words_that_only_look_like_a_quotation_stay(string body, string words) => Assert.Equal(words, Above(body));

    [Fact]
    public void Above_a_quotation_there_may_be_nothing() => Assert.Empty(Above($"On Monday, dev owner wrote:\n{Marked}"));

    [Fact]
    public void A_token_is_never_passed_on_however_the_letter_is_quoted() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 4], Gen.Int[0, 2]).Sample((skip, mark, first) =>
        {
            string body = string.Join('\n', Letter.Split('\n').Skip(skip).Select(line => new[] { "", " ", "| ", "* ", "\t" }[mark] + line).Prepend(new[] { "", "On Monday:", "Hello" }[first]));
            Assert.DoesNotContain("bcdefghijklmnopqrstuv", Above(body), StringComparison.Ordinal);
        });

    [Fact]
    public void Nobody_sends_a_book() => Assert.True(Above(string.Join('\n', Enumerable.Repeat(new string('x', 1000), 100))).Length <= 2000);

    private static string Above(string body) => Quotation.Above(body.Split('\n'), Some.Address(Some.ListAddress));
}
