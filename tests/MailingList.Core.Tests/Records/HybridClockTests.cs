using CsCheck;

using MailingList.Core.Records;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Records;

public sealed class HybridClockTests
{
    private readonly FixedClock _wall = new(1000);
    private readonly HybridClock _clock;

    public HybridClockTests() => _clock = new HybridClock(_wall, "mx1");

    [Fact]
    public void A_stamp_tells_the_wall_clock_s_time_and_the_host()
    {
        Assert.Equal(new Stamp(1000, 0, "mx1"), _clock.Next());
        Assert.Equal(new Stamp(1000, 0, "mx1"), _clock.Last);
    }

    [Fact]
    public void Stamps_of_one_millisecond_are_counted()
    {
        Assert.Equal([0, 1, 2], new[] { _clock.Next(), _clock.Next(), _clock.Next() }.Select(stamp => (int)stamp.Counter));
    }

    [Fact]
    public void A_new_millisecond_counts_from_zero()
    {
        _clock.Next();
        _clock.Next();
        _wall.Milliseconds = 1001;

        Assert.Equal(new Stamp(1001, 0, "mx1"), _clock.Next());
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_no_earlier_stamps()
    {
        _clock.Next();
        _wall.Milliseconds = 1;

        Assert.Equal(new Stamp(1000, 1, "mx1"), _clock.Next());
    }

    [Fact]
    public void A_full_counter_borrows_from_the_next_millisecond()
    {
        _clock.Witness(new Stamp(1000, ushort.MaxValue, "mx2"));

        Assert.Equal(new Stamp(1001, 0, "mx1"), _clock.Next());
        Assert.Equal(new Stamp(1001, 1, "mx1"), _clock.Next());
    }

    [Fact]
    public void A_stamp_of_a_host_whose_clock_is_ahead_is_followed_by_a_later_one()
    {
        var ahead = new Stamp(5000, 7, "mx2");
        _clock.Witness(ahead);

        Assert.Equal(new Stamp(5000, 8, "mx1"), _clock.Next());
    }

    [Fact]
    public void A_stamp_of_the_past_changes_nothing()
    {
        _clock.Next();
        _clock.Witness(new Stamp(999, 500, "mx2"));

        Assert.Equal(new Stamp(1000, 1, "mx1"), _clock.Next());
    }

    [Fact]
    public void Every_stamp_is_later_than_all_before_whatever_the_wall_clock_and_others_do()
    {
        Gen<(bool IsWitness, long Milliseconds, ushort Counter)> step = Gen.Select(Gen.Bool, Gen.Long[0, 20], Gen.UShort);
        step.Array[1, 50].Sample(
            steps =>
            {
                var wall = new FixedClock(0);
                var clock = new HybridClock(wall, "mx1");
                Stamp latest = default;
                foreach ((bool isWitness, long milliseconds, ushort counter) in steps)
                {
                    var other = new Stamp(milliseconds, counter, "mx0");
                    wall.Milliseconds = milliseconds;
                    if (isWitness)
                    {
                        clock.Witness(other);
                        latest = other > latest ? other : latest;
                    }

                    Stamp next = clock.Next();
                    if (next <= latest)
                    {
                        return false;
                    }

                    latest = next;
                }

                return true;
            },
            iter: 5_000);
    }
}
