using MailingList.Core.Records;

using static MailingList.Core.Tests.Records.SomeRecord;

using Record = MailingList.Core.Records.Record;
using Any = MailingList.Core.Tests.Support.Some;

namespace MailingList.Core.Tests.Records;

/// <summary>The kinds whose records are kept for a while.</summary>
public sealed class TrafficKindTests
{
    private static readonly Record Event =
        Of(RecordKind.Event, $"example.org@anna {Any.Stamp}", "Anna@example.org", "subscribed", "mail", "anna@example.org", "<1@example.org>", "delivery=none");

    private static readonly Record Application = Of(RecordKind.Application, "example.org@anna", "anna@example.org", "none", "accepted", "olga@example.org");
    private static readonly Record Letter = Of(RecordKind.Letter, $"example.org@anna {Any.Stamp}", "confirmation", "2023-11-14T22:13:20Z") with { List = string.Empty };

    [Fact]
    public void What_this_version_writes_itself_is_taken()
    {
        AssertTaken(Event with { Extra = """{"later":[1]}""" });
        AssertTaken(With(With(With(Event, 3, string.Empty), 4, null), 5, string.Empty));
        AssertTaken(Application with { Stamp = Later(1) });
        AssertTaken(With(With(With(Application, 1, null), 2, "waiting"), 3, null));
        AssertTaken(Letter);
        AssertTaken(Letter with { IsDeleted = true, Life = Later(1), Stamp = Later(1) });
    }

    [Fact]
    public void What_happens_belongs_to_a_list_and_limits_to_none()
    {
        AssertRefused("no list", Event with { List = string.Empty });
        AssertRefused("no list", Application with { List = string.Empty });
        AssertRefused("no list", Letter with { List = Any.ListAddress });
    }

    [Fact]
    public void What_happened_has_a_key_of_its_address_and_its_life()
    {
        AssertRefused("address's and its life's", Event with { Key = $"example.org@eve {Any.Stamp}" });
        AssertRefused("address's and its life's", Event with { Key = "example.org@anna" });
        AssertRefused("address's and its life's", Event with { Key = $"example.org@anna {Later(1)}" });
        AssertRefused("address's and its life's", Event with { Life = Later(-1) });
        AssertRefused("no @", With(Event, 0, null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\u001b[2J")]
    public void What_happened_has_words_for_what_it_is_and_how_it_came(string? word)
    {
        AssertRefused("lacks a field", With(Event, 1, word));
        AssertRefused("lacks a field", With(Event, 2, word));
        AssertTaken(With(Event, 1, "bounced"));
    }

    [Fact]
    public void What_is_said_of_what_happened_are_lines()
    {
        foreach (int field in new[] { 3, 4, 5 })
        {
            AssertRefused("one line", With(Event, field, "two\nlines"));
            AssertRefused("one line", With(Event, field, "\u0085"));
            AssertRefused("one line", With(Event, field, new string('x', 999)));
            AssertTaken(With(Event, field, new string('x', 998)));
        }

        AssertRefused("one line", With(Event, 3, null));
        AssertRefused("one line", With(Event, 5, null));
    }

    [Fact]
    public void An_application_says_who_and_what_was_decided_and_by_whom()
    {
        AssertRefused("not its key's", Application with { Key = "example.org@eve" });
        AssertRefused("lacks a field", With(Application, 1, "two words"));
        AssertRefused("lacks a field", With(Application, 2, null));
        AssertRefused("no @", With(Application, 3, "olga"));
        AssertTaken(With(With(Application, 1, "weekly"), 2, "postponed"));
    }

    [Fact]
    public void A_letter_went_to_an_address_at_some_time()
    {
        AssertRefused("no address's", Letter with { Key = "example.org@anna" });
        AssertRefused("no address's", Letter with { Key = $"example.org {Any.Stamp}" });
        AssertRefused("no address's", Letter with { Key = $"example.org@Anna {Any.Stamp}" });
        AssertRefused("no address's", Letter with { Key = $"example.org@anna {Later(1)}" });
        AssertRefused("no address's", Letter with { Key = $"example.org@anna {Later(-1) with { Host = "mx\u001b1" }}" });
        AssertRefused("lacks a field", With(Letter, 0, null));
        AssertRefused("no time", With(Letter, 1, null));
        AssertRefused("no time", With(Letter, 1, "2023-11-14"));
        AssertTaken(With(Letter, 0, "digest"));
    }

    [Fact]
    public void What_is_counted_or_only_noted_is_kept_for_a_while_and_all_else_until_it_is_deleted()
    {
        Assert.All(RecordKind.All, kind => Assert.Equal(kind.Group is RecordGroup.Traffic or RecordGroup.Limits or RecordGroup.Bounces, kind.Kept is not null));
        Assert.True(RecordKind.Letter.Kept > TimeSpan.FromDays(1));
    }
}
