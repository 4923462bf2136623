using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Cooking;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Cooking;

public sealed class CookTests
{
    private static string Cooked(Post post)
    {
        using var bytes = new MemoryStream();
        Cook.Apply(post).WriteTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    private static string Cooked(params string[] fields) => Cooked(Some.Post(Some.MessageWith(fields)));

    [Fact]
    public void A_plain_post_gets_the_fields_of_the_list_on_top()
    {
        Assert.Equal(
            """
            List-Id: <dev.lists.example.org>
            List-Help: <mailto:dev-help@lists.example.org>
            List-Unsubscribe: <mailto:dev-unsubscribe@lists.example.org>
            List-Subscribe: <mailto:dev-subscribe@lists.example.org>
            List-Post: <mailto:dev@lists.example.org>
            List-Owner: <mailto:dev-owner@lists.example.org>
            Precedence: list
            X-MailingList-Loop: dev@lists.example.org
            Message-ID: <1@example.net>
            From: Anna <anna@example.net>
            Subject: hello

            Hello.

            """,
            Cooked("Message-ID: <1@example.net>"));
    }

    [Fact]
    public void The_fields_of_the_author_and_the_visible_recipients_stay()
    {
        string[] fields = ["To: dev@lists.example.org", "Cc: x@example.org", "Sender: s@example.org", "Reply-To: r@example.org", "DKIM-Signature: b=x"];

        Assert.Contains(string.Concat(fields.Select(field => field + "\n")) + "From: Anna", Cooked(fields), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("List-Id: <users.example.org>")]
    [InlineData("LIST-POST: <mailto:users@example.org>")]
    [InlineData("list-whatever: x\n folded")]
    [InlineData("Return-Path: <anna@example.net>")]
    [InlineData("Delivered-To: dev@lists.example.org")]
    [InlineData("Delivered-To: DEV@Lists.Example.Org")]
    public void What_another_list_or_the_delivery_put_in_is_taken_out(string field)
    {
        Assert.DoesNotContain(field, Cooked(field), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delivered-To: carl@example.org")]
    [InlineData("Delivered-To: nobody at all")]
    [InlineData("X-List-Id: x")]
    [InlineData("Listing: x")]
    [InlineData("X-MailingList-Loop: users@example.org")]
    public void What_others_need_stays(string field)
    {
        Assert.Contains(field + "\nFrom: Anna", Cooked(field), StringComparison.Ordinal);
    }

    [Fact]
    public void Delivered_To_of_the_role_that_was_written_to_is_taken_out()
    {
        Post post = Some.Post(
            Some.MessageWith("Delivered-To: dev-owner@lists.example.org"), recipient: "dev-owner@lists.example.org", role: Role.Owner);

        Assert.DoesNotContain("Delivered-To", Cooked(post), StringComparison.Ordinal);
    }

    [Fact]
    public void An_announcement_list_tells_programs_not_to_offer_posting()
    {
        string cooked = Cooked(Some.Post(list: Some.List(Some.Settings(PostingPolicy.Announce))));

        Assert.Contains("\nList-Post: NO\n", cooked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bulk")]
    [InlineData("List")]
    [InlineData("junk")]
    public void A_precedence_that_keeps_vacation_programs_quiet_stays_alone(string precedence)
    {
        string cooked = Cooked($"Precedence: {precedence}");

        Assert.Contains($"Precedence: {precedence}\nFrom", cooked, StringComparison.Ordinal);
        Assert.DoesNotContain("Precedence: list\nX-MailingList-Loop", cooked, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_precedence_does_not_keep_ours_away()
    {
        Assert.Contains("\nPrecedence: list\n", Cooked("Precedence: first-class"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Other: x")]
    [InlineData("Message-ID:")]
    [InlineData("Message-ID: \n\t")]
    public void A_post_without_a_Message_ID_gets_the_same_one_at_every_try(string field)
    {
        string first = Cooked(field);

        Assert.Matches("\nMessage-ID: <[0-9a-f]{40}@lists.example.org>\n", first);
        Assert.Equal(first, Cooked(field));
        Assert.DoesNotContain(first.Split('\n').Single(line => line.StartsWith("Message-ID: <", StringComparison.Ordinal)), Cooked("X: y"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Message_ID_that_is_there_stays_alone()
    {
        Assert.Equal(2, Cooked("message-id: <1@example.net>").Split("essage-").Length);
    }

    [Fact]
    public void Mail_for_the_owners_is_marked_and_otherwise_left_alone()
    {
        Post post = Some.Post(Some.MessageWith("List-Id: <users.example.org>"), recipient: "dev-owner@lists.example.org", role: Role.Owner);

        Assert.Equal(
            "X-MailingList-Loop: dev-owner@lists.example.org\nList-Id: <users.example.org>\nFrom: Anna <anna@example.net>\nSubject: hello\n\nHello.\n",
            Cooked(post));
    }
}
