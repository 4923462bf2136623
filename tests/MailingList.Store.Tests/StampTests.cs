using MailingList.Core.Failures;
using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class StampTests : StoreTest
{
    private static Stamp Next(Database database) => database.Write(database.NextStamp);

    [Fact]
    public void Stamps_tell_the_time_and_the_host()
    {
        Assert.Equal(new Stamp(Clock.Now.ToUnixTimeMilliseconds(), 0, "mx1"), Next(Database));
    }

    [Fact]
    public void Stamps_of_one_transaction_increase()
    {
        (Stamp first, Stamp second) = Database.Write(() => (Database.NextStamp(), Database.NextStamp()));

        Assert.True(first < second);
    }

    [Fact]
    public void Stamps_increase_across_two_processes()
    {
        Database other = Open();
        Stamp[] stamps = [Next(Database), Next(other), Next(Database), Next(other)];

        Assert.Equal(stamps.Order(), stamps);
        Assert.Equal(4, stamps.Distinct().Count());
    }

    [Fact]
    public void Stamps_increase_when_the_clock_is_set_back()
    {
        Stamp before = Next(Database);
        Clock.Now -= TimeSpan.FromDays(400);

        Stamp after = Next(Open());

        Assert.True(after > before);
        Assert.Equal(before.Milliseconds, after.Milliseconds);
    }

    [Fact]
    public void A_stamp_that_was_undone_may_be_given_again_but_none_before_it()
    {
        Stamp kept = Next(Database);
        Assert.Throws<InvalidOperationException>(() => Database.Write<int>(() =>
        {
            Database.NextStamp();
            throw new InvalidOperationException("in the middle");
        }));

        Assert.True(Next(Database) > kept);
    }

    [Fact]
    public void The_last_stamp_is_in_the_file()
    {
        Stamp last = Next(Database);

        Assert.Equal($"1|{last}", Cell("SELECT id, stamp FROM clock"));
    }

    [Fact]
    public void A_transaction_without_a_stamp_leaves_the_clock_alone()
    {
        Database.Write(() => 0);

        Assert.Empty(Rows("SELECT stamp FROM clock"));
    }

    [Fact]
    public void A_broken_stamp_in_the_file_is_a_temporary_failure()
    {
        Sql("INSERT INTO clock VALUES (1, 'yesterday')");

        Failure refused = Assert.Throws<Failure>(() => Next(Database));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("yesterday", refused.Message, StringComparison.Ordinal);
    }
}
