using MailingList.Core.Records;

using static MailingList.Core.Tests.Records.SomeRecord;

using Any = MailingList.Core.Tests.Support.Some;
using Record = MailingList.Core.Records.Record;

namespace MailingList.Core.Tests.Records;

/// <summary>The kinds that say whom and what lists do not take.</summary>
public sealed class RuleKindTests
{
    private static readonly Record Sender = Of(RecordKind.Sender, "@spam.example", "deny", "sells shoes");
    private static readonly Record Header = Of(RecordKind.HeaderRule, "x-spam-flag: yes", "X-Spam-Flag: YES", "reject");

    private static Record OfSite(Record record) =>
        record with { Kind = record.Kind == RecordKind.Sender ? RecordKind.SiteSender : RecordKind.SiteHeaderRule, List = string.Empty };

    [Fact]
    public void What_this_version_writes_itself_is_taken()
    {
        foreach (Record record in (Record[])[Sender, Header, OfSite(Sender), OfSite(Header)])
        {
            AssertTaken(record with { Extra = """{"later":[1]}""", Stamp = Later(1) });
            AssertTaken(record with { IsDeleted = true });
        }

        AssertTaken(With(Sender, 1, null) with { Key = "example.net@bob" });
        AssertTaken(With(Sender, 0, "moderate") with { Key = "* *@*.spam.example" });
        AssertTaken(With(Header, 1, "hold"));
    }

    [Fact]
    public void What_a_list_says_belongs_to_it_and_what_is_said_for_all_to_none()
    {
        AssertRefused("no list", Sender with { List = string.Empty });
        AssertRefused("no list", Header with { List = string.Empty });
        AssertRefused("no list", OfSite(Sender) with { List = Any.ListAddress });
        AssertRefused("no list", OfSite(Header) with { List = Any.ListAddress });
    }

    [Theory]
    [InlineData("")]
    [InlineData("spam.example")]
    [InlineData("@Spam.example")]
    [InlineData("*@*.spam.example")]
    [InlineData("* bob@spam.example")]
    [InlineData("bob@example.net\n")]
    public void A_sender_is_a_pattern_in_its_one_form(string key) => AssertRefused("no pattern's", Sender with { Key = key });

    [Fact]
    public void A_sender_has_a_right_and_perhaps_a_note()
    {
        AssertRefused("lacks a field", With(Sender, 0, null));
        AssertRefused("one line", With(Sender, 1, "sells\nshoes"));
        AssertRefused("one line", With(Sender, 1, new string('x', 999)));
    }

    [Fact]
    public void A_header_rule_is_a_field_in_its_one_form_and_what_becomes_of_it()
    {
        AssertRefused("not its key's", Header with { Key = "X-Spam-Flag: YES" });
        AssertRefused("not its key's", With(Header, 0, "X-Spam-Flag:YES"));
        AssertRefused("no colon", With(Header, 0, null));
        AssertRefused("control", With(Header, 0, "X-Spam-Flag: a\rb"));
        AssertRefused("lacks a field", With(Header, 1, "two words"));
    }
}
