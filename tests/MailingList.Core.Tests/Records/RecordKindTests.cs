using MailingList.Core.Records;

using static MailingList.Core.Tests.Records.SomeRecord;

using Record = MailingList.Core.Records.Record;
using Any = MailingList.Core.Tests.Support.Some;

namespace MailingList.Core.Tests.Records;

public sealed class RecordKindTests
{
    private static readonly Record List = Of(RecordKind.List, string.Empty, Any.ListAddress, "dev.lists.example.org");
    private static readonly Record Setting = Of(RecordKind.Setting, "posting", "open");
    private static readonly Record Owner = Of(RecordKind.Owner, "example.org@olga", "Olga@example.org");
    private static readonly Record Subscriber = Of(RecordKind.Subscriber, "example.org@anna", "anna@example.org", "Anna", "each", "default", "shell", null, null, null);
    private static readonly Record Secret = Of(RecordKind.Secret, "k1", new string('a', 64)) with { List = string.Empty };

    private static readonly Record Unknown =
        Of(RecordKind.Of("bounce", RecordGroup.Subscribers), "whatever \n", []) with { Extra = """{"count":1}""" };

    [Fact]
    public void What_this_version_writes_itself_is_taken()
    {
        foreach (Record record in new[] { List, Setting, Owner, Subscriber, Secret })
        {
            AssertTaken(record);
            AssertTaken(record with { Extra = """{"later":[1]}""", Stamp = Later(1) });
        }

        AssertTaken(With(Subscriber, 1, null) with { IsDeleted = true });
        AssertTaken(With(Setting, 0, string.Empty) with { IsDeleted = true });
        AssertTaken(With(Secret, 0, null) with { IsDeleted = true });
        AssertTaken(List with { IsDeleted = true, Floor = List.Stamp });
        AssertTaken(With(With(Subscriber, 5, "off"), 6, "2027-01-31"));
    }

    [Fact]
    public void A_kind_that_only_a_later_version_knows_is_taken_as_it_is()
    {
        Assert.False(Unknown.Kind.IsKnown);
        AssertTaken(Unknown);
    }

    [Fact]
    public void A_kind_is_known_by_its_name_in_its_group()
    {
        Assert.Same(RecordKind.Subscriber, RecordKind.Of("subscriber", RecordGroup.Subscribers));
        Assert.False(RecordKind.Of("subscriber", RecordGroup.Settings).IsKnown);
        Assert.All(RecordKind.All, kind => Assert.True(kind.IsKnown));
    }

    [Fact]
    public void An_address_belongs_to_its_key()
    {
        AssertRefused("not its key's", Subscriber with { Key = "example.org@eve" });
        AssertRefused("not its key's", Owner with { Key = "EXAMPLE.org@olga" });
        AssertRefused("no @", With(Owner, 0, null));
        AssertRefused("control", With(Subscriber, 0, "an\rna@example.org"));
    }

    [Fact]
    public void A_name_stays_on_its_line()
    {
        AssertRefused("control character", With(Subscriber, 1, "Anna\nBcc: everybody@example.org"));
        AssertRefused("more than 200", With(Subscriber, 1, new string('a', 201)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\u001b[2J")]
    [InlineData("a-word-that-is-longer-than-any-that-a-later-version-could-come-to-use")]
    public void Words_are_words_though_perhaps_unknown_ones(string? word)
    {
        AssertRefused("lacks a field", With(Subscriber, 2, word));
        AssertRefused("lacks a field", With(Subscriber, 3, word));
        AssertRefused("lacks a field", With(Subscriber, 4, word));
        AssertRefused("no name", Setting with { Key = word ?? string.Empty });
        AssertTaken(With(Subscriber, 2, "weekly"));
        AssertTaken(Setting with { Key = "footer" });
    }

    [Fact]
    public void Nothing_has_a_nul_for_SQLite_would_cut_it_there()
    {
        AssertRefused("NUL", With(Setting, 0, "op\0en"));
        AssertRefused("NUL", With(Subscriber, 1, "\0"));
        AssertRefused("NUL", Setting with { Key = "po\0sting" });
        AssertRefused("NUL", Unknown with { Key = "\0" });
        AssertRefused("NUL", Unknown with { Extra = "{\0}" });
    }

    [Fact]
    public void Nothing_is_endless()
    {
        AssertRefused("too long", With(Setting, 0, new string('x', 100_000)));
        AssertRefused("too long", Setting with { Extra = new string('x', 100_000) });
        AssertRefused("too long", Unknown with { Key = new string('x', 100_000) });
    }

    [Fact]
    public void It_has_as_many_fields_as_its_kind()
    {
        AssertRefused("fields", Subscriber with { Fields = ["anna@example.org"] });
        AssertRefused("fields", List with { Fields = [] });
        AssertRefused("fields", Unknown with { Fields = ["x"] });
    }

    [Fact]
    public void A_life_begins_before_its_last_change_and_a_list_s_deletion_is_known_before_it()
    {
        AssertRefused("later than its stamp", Setting with { Life = Later(1) });
        AssertRefused("later than its stamp", Setting with { Floor = Later(1) });
    }

    [Fact]
    public void Stamps_of_the_far_future_are_refused_but_not_those_of_a_clock_that_is_years_ahead()
    {
        Stamp ahead = Later(0) with { Milliseconds = Any.Stamp.Milliseconds + (long)TimeSpan.FromDays(3650).TotalMilliseconds };
        Stamp far = Later(0) with { Milliseconds = 253_402_300_799_999 };

        AssertTaken(Setting with { Life = ahead, Stamp = ahead });
        AssertRefused("far future", Setting with { Stamp = far });
        AssertRefused("far future", Unknown with { Life = far, Stamp = far });
    }

    [Theory]
    [InlineData("mx1\0")]
    [InlineData("mx 1")]
    [InlineData("mx1\u001b[2J")]
    [InlineData("mx1\U00010000")]
    public void The_host_in_a_stamp_is_one_whose_text_sorts_as_it_does(string host)
    {
        AssertRefused("no host", Setting with { Stamp = Later(1) with { Host = host } });
        AssertRefused("no host", Setting with { Life = Later(-1) with { Host = host } });
        AssertRefused("no host", Setting with { Floor = Later(-1) with { Host = host } });
        AssertRefused("no host", Setting with { Stamp = Later(1) with { Host = new string('h', 300) } });
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("Dev@lists.example.org")]
    [InlineData("dev@lists.Example.org")]
    [InlineData("dev|id@lists.example.org")]
    [InlineData("\"dev\"@lists.example.org")]
    [InlineData("d..v@lists.example.org")]
    [InlineData("-dev@lists.example.org")]
    [InlineData("dev@b\u00fccher.example")]
    [InlineData("dev@lists.example.org\n")]
    public void A_list_has_an_address_that_a_list_can_be_created_with(string list)
    {
        AssertRefused("no possible list", Setting with { List = list });
        AssertRefused("no possible list", Unknown with { List = list });
        AssertRefused("no possible list", With(List, 0, list) with { List = list });
    }

    [Fact]
    public void Only_keys_of_tokens_belong_to_no_list()
    {
        AssertRefused("no list", Setting with { List = string.Empty });
        AssertRefused("no list", Secret with { List = Any.ListAddress });
        AssertTaken(Unknown with { List = string.Empty });
    }

    [Fact]
    public void A_list_s_own_record_is_its_only_one()
    {
        AssertRefused("not that list's own", List with { Key = "2" });
        AssertRefused("not that list's own", List with { List = "users@lists.example.org" });
        AssertRefused("List-Id", With(List, 1, "<dev>"));
        AssertRefused("List-Id", With(List, 1, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("off")]
    [InlineData("2027-02-29")]
    [InlineData("2027-1-31")]
    [InlineData("2027-01-31 ")]
    public void A_vacation_ends_on_a_day(string vacation) => AssertRefused("no day", With(Subscriber, 6, vacation));

    [Fact]
    public void Own_posts_have_a_word_though_perhaps_an_unknown_one()
    {
        AssertRefused("own posts", With(Subscriber, 5, string.Empty));
        AssertRefused("own posts", With(Subscriber, 5, "two words"));
        AssertTaken(With(Subscriber, 5, "digest"));
    }

    [Fact]
    public void A_key_of_tokens_has_32_bytes()
    {
        AssertRefused("32 bytes", With(Secret, 0, "abc"));
        AssertRefused("32 bytes", With(Secret, 0, new string('A', 64)));
        AssertRefused("32 bytes", With(Secret, 0, null));
        AssertRefused("32 bytes", Secret with { Key = string.Empty });
    }
}
