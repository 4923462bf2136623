using MailingList.Core.Letters;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class LetterTableTests : StoreTest
{
    private readonly LetterTable _letters;

    public LetterTableTests() => _letters = new LetterTable(Database, sharing: true);

    private DateTimeOffset DayAgo => Clock.Now.AddDays(-1);

    private void Note(string address, LetterUse use = LetterUse.Confirmation, int count = 1) => Write(() =>
    {
        for (int i = 0; i < count; i++)
        {
            _letters.Note(Address(address), use);
        }
    });

    private int Confirmations(string address) => _letters.ToAddress(Address(address), LetterUse.Confirmation, DayAgo);

    [Fact]
    public void Letters_are_counted_by_address_and_use()
    {
        Note("anna@example.org", count: 3);
        Note("ANNA@example.org");
        Note("anna@example.org", LetterUse.Answer, 2);
        Note("berta@example.org");

        Assert.Equal((4, 1, 0), (Confirmations("anna@Example.org"), Confirmations("berta@example.org"), Confirmations("carla@example.org")));
        Assert.Equal(2, _letters.ToAddress(Address("anna@example.org"), LetterUse.Answer, DayAgo));
    }

    [Fact]
    public void Letters_of_any_use_are_counted_by_domain_and_over_all()
    {
        Note("anna@example.org", count: 2);
        Note("berta@example.org", LetterUse.Answer);
        Note("anna@example.org.uk");
        Note("anna@mail.example.org");
        Note("anna@example.orga");
        Note("ann@bücher.example");

        Assert.Equal(3, _letters.ToDomain("example.org", DayAgo));
        Assert.Equal(1, _letters.ToDomain("xn--bcher-kva.example", DayAgo));
        Assert.Equal(0, _letters.ToDomain("org", DayAgo));
        Assert.Equal(7, _letters.ToAll(DayAgo));
    }

    [Fact]
    public void An_address_with_blanks_does_not_use_up_what_another_may_get()
    {
        Note("\"anna b\"@example.org");
        Note("\"anna 018cc4f0c200-0000-mx1\"@example.org", count: 2);
        Note("\"@anna\"@example.org");

        Assert.Equal(0, Confirmations("anna@example.org"));
        Assert.Equal(1, Confirmations("\"anna b\"@example.org"));
        Assert.Equal(2, Confirmations("\"anna 018cc4f0c200-0000-mx1\"@example.org"));
        Assert.Equal(4, _letters.ToDomain("example.org", DayAgo));
    }

    [Fact]
    public void What_was_sent_before_does_not_count()
    {
        Note("anna@example.org");
        Clock.Now += TimeSpan.FromHours(1);
        Note("anna@example.org");

        Assert.Equal(2, Confirmations("anna@example.org"));
        Assert.Equal(1, _letters.ToAddress(Address("anna@example.org"), LetterUse.Confirmation, Clock.Now));
        Clock.Now += TimeSpan.FromHours(23) + TimeSpan.FromSeconds(1);
        Assert.Equal((1, 1, 1), (Confirmations("anna@example.org"), _letters.ToDomain("example.org", DayAgo), _letters.ToAll(DayAgo)));
    }

    [Fact]
    public void Who_answers_a_confirmation_begins_anew_with_confirmations_alone()
    {
        Note("anna@example.org", count: 3);
        Note("anna@example.org", LetterUse.Answer);
        Note("berta@example.org");
        Note("\"anna b\"@example.org");

        Write(() => _letters.Answered(Address("Anna@example.org"), Clock.Now));

        Assert.Equal((0, 1, 1), (Confirmations("anna@example.org"), Confirmations("berta@example.org"), Confirmations("\"anna b\"@example.org")));
        Assert.Equal(1, _letters.ToAddress(Address("anna@example.org"), LetterUse.Answer, DayAgo));
        Assert.Equal(3, _letters.ToAll(DayAgo));
        Assert.Equal("3", Cell("SELECT count(*) FROM letter WHERE deleted = 1 AND unpublished = 1"));
        Assert.All(new Replica(Database).All(), record => Assert.Null(record.Kind.Refuse(record)));
    }

    [Fact]
    public void Who_answers_the_same_question_again_makes_room_for_no_other()
    {
        Note("anna@example.org");
        DateTimeOffset asked = Clock.Now;
        Clock.Now += TimeSpan.FromMinutes(5);
        Write(() => _letters.Answered(Address("anna@example.org"), asked));
        Note("anna@example.org");
        Clock.Now += TimeSpan.FromMinutes(5);

        for (int i = 0; i < 10; i++)
        {
            Write(() => _letters.Answered(Address("anna@example.org"), asked));
        }

        Assert.Equal(1, Confirmations("anna@example.org"));
        Assert.True(int.Parse(Cell("SELECT count(*) FROM letter"), System.Globalization.CultureInfo.InvariantCulture) <= 3);
    }

    [Fact]
    public void Other_hosts_count_them_too()
    {
        using var one = new Host("mx1");
        using var other = new Host("mx2");
        one.Send("anna@example.org");
        other.Send("anna@example.org");
        one.Hear(other);
        Assert.Equal(2, one.Letters.ToAddress(Address("anna@example.org"), LetterUse.Confirmation, DayAgo));

        one.Answer("anna@example.org");
        other.Hear(one);

        Assert.Equal(0, other.Letters.ToAll(DayAgo));
        Assert.Equal(one.Canonical(), other.Canonical());
    }

    [Fact]
    public void What_is_answered_on_a_host_that_has_not_heard_of_the_question_counts_no_more_when_it_has()
    {
        using var asking = new Host("mx1");
        using var answered = new Host("mx2");
        asking.Send("anna@example.org");
        asking.Send("berta@example.org");
        // What it knows of is not all that there is.
        answered.Send("anna@example.org");
        answered.Clock.Now = asking.Clock.Now += TimeSpan.FromMinutes(1);
        answered.Answer("anna@example.org");
        answered.Hear(asking);
        asking.Hear(answered);

        Assert.Equal(asking.Canonical(), answered.Canonical());
        Assert.All([asking, answered], host =>
        {
            int Asked(string address) => host.Letters.ToAddress(Address(address), LetterUse.Confirmation, DayAgo);
            Assert.Equal((0, 1), (Asked("anna@example.org"), Asked("berta@example.org")));
            Assert.Equal((2, 2), (host.Letters.ToDomain("example.org", DayAgo), host.Letters.ToAll(DayAgo)));
        });

        // One more, and she is asked no more.
        answered.Clock.Now += TimeSpan.FromMinutes(1);
        answered.Send("anna@example.org");
        Assert.Equal(1, answered.Letters.ToAddress(Address("anna@example.org"), LetterUse.Confirmation, DayAgo));
    }

    [Fact]
    public void A_clock_that_was_a_year_ahead_for_a_moment_does_not_stop_letters_for_a_year()
    {
        Clock.Now += TimeSpan.FromDays(365);
        Note("anna@example.org", count: 5);
        Clock.Now -= TimeSpan.FromDays(365);
        Assert.Equal((0, 0, 0), (Confirmations("anna@example.org"), _letters.ToDomain("example.org", DayAgo), _letters.ToAll(DayAgo)));

        // All stamps are a year ahead from now on.
        Note("anna@example.org");
        Assert.Equal(1, Confirmations("anna@example.org"));
        Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(0, Confirmations("anna@example.org"));
    }

    [Fact]
    public void They_are_forgotten_after_a_day_and_some_hours_where_others_are_sent()
    {
        Note("anna@example.org");
        Note("anna@example.org", LetterUse.Answer);
        Write(() => _letters.Answered(Address("anna@example.org"), Clock.Now));
        Clock.Now += TimeSpan.FromHours(31);

        Note("berta@example.org");

        Assert.Equal("example.org@berta", Cell("SELECT key FROM letter").Split(' ')[0]);
    }

    [Fact]
    public void Who_answers_long_after_all_letters_is_no_trouble()
    {
        Note("anna@example.org", count: 3);
        Clock.Now += TimeSpan.FromHours(31);

        Write(() => _letters.Answered(Address("anna@example.org"), Clock.Now));

        Assert.Equal(0, _letters.ToAll(DateTimeOffset.UnixEpoch));
    }
}
