using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

public sealed class MergeTests : IDisposable
{
    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    private Record Stored(string key = "example.org@anna") => _host.Record(RecordKind.Subscriber, key);

    [Fact]
    public void What_is_new_is_taken_as_it_is_and_needs_no_telling()
    {
        Record theirs = Some.Subscriber("anna", Some.Stamp(1), "Anna") with { Stamp = Some.Stamp(2), Floor = Some.Stamp(0), Extra = """{"a":1}""" };

        Assert.Equal(Merged.Theirs, _host.Merge(theirs));

        Assert.Equal(Some.Text(theirs), Some.Text(Stored()));
        Assert.False(_host.IsUnpublished(theirs));
    }

    [Fact]
    public void The_same_again_changes_nothing_but_is_known_to_be_told()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        Record ours = Stored();
        Assert.True(_host.IsUnpublished(ours));

        Assert.Equal(Merged.Same, _host.Merge(ours));
        Assert.Equal(Merged.Same, _host.Merge(ours));

        Assert.Equal(Some.Text(ours), Some.Text(Stored()));
        Assert.False(_host.IsUnpublished(ours));
    }

    [Fact]
    public void A_later_version_stands_in_the_place_of_ours_which_need_not_be_told_any_more()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        Record theirs = Some.Subscriber("anna", Some.Stamp(10), "Anna");

        Assert.Equal(Merged.Theirs, _host.Merge(theirs));

        Assert.Equal(Some.Text(theirs), Some.Text(Stored()));
        Assert.False(_host.IsUnpublished(theirs));
    }

    [Fact]
    public void An_earlier_version_leaves_ours_and_shows_that_it_has_to_be_told()
    {
        Record ours = Some.Subscriber("anna", Some.Stamp(10));
        _host.Merge(ours);
        Assert.False(_host.IsUnpublished(ours));

        Assert.Equal(Merged.Ours, _host.Merge(Some.Subscriber("anna", Some.Stamp(9), "Anna")));

        Assert.Equal(Some.Text(ours), Some.Text(Stored()));
        Assert.True(_host.IsUnpublished(ours));
    }

    [Fact]
    public void What_belongs_to_a_list_that_was_deleted_since_is_dead()
    {
        _host.Create();
        _host.Delete();
        _host.Create();
        string[] before = [.. _host.Canonical()];

        Assert.Equal(Merged.Dead, _host.Merge(Some.Subscriber("anna", Some.Stamp(10))));

        Assert.Equal(before, _host.Canonical());
    }

    [Fact]
    public void A_list_s_deletion_takes_everything_below_its_floor_away_of_every_kind()
    {
        _host.Merge(Some.OfList(Some.Stamp(1)));
        _host.Merge(Some.Subscriber("anna", Some.Stamp(2)));
        _host.Merge(Some.Unknown("bounce", "x", Some.Stamp(2)));
        _host.Merge(Some.Subscriber("berta", Some.Stamp(12)) with { Floor = Some.Stamp(10) });

        Assert.Equal(Merged.Theirs, _host.Merge(Some.OfList(Some.Stamp(11), floor: Some.Stamp(10))));

        Assert.Equal(["berta@example.org"], _host.Subscribers());
        Assert.Equal(2, _host.Replica.All().Count());
    }

    [Fact]
    public void A_list_s_version_with_a_lower_floor_is_not_later_however_late_it_changed()
    {
        _host.Merge(Some.OfList(Some.Stamp(11), floor: Some.Stamp(10)) with { IsDeleted = true });

        Assert.Equal(Merged.Ours, _host.Merge(Some.OfList(Some.Stamp(20))));
        Assert.Null(_host.List());
    }

    [Fact]
    public void A_deletion_that_is_told_no_more_is_not_taken_where_there_is_nothing_to_delete()
    {
        Record old = Some.Subscriber("anna", Some.Stamp(-91 * 24 * 60)) with { IsDeleted = true };

        Assert.Equal(Merged.Dead, _host.Merge(old));
        Assert.Empty(_host.Replica.All());

        _host.Merge(Some.Subscriber("anna", Some.Stamp(-92 * 24 * 60)));
        Assert.Equal(Merged.Theirs, _host.Merge(old));
        Assert.True(Stored().IsDeleted);
    }

    [Fact]
    public void A_list_s_deletion_is_taken_however_old_it_is()
    {
        Stamp old = Some.Stamp(-91 * 24 * 60);

        Assert.Equal(Merged.Theirs, _host.Merge(Some.OfList(old, floor: old) with { IsDeleted = true }));
        Assert.Equal(Merged.Dead, _host.Merge(Some.Subscriber("anna", Some.Stamp(0))));
    }

    [Fact]
    public void What_is_merged_in_a_transaction_that_fails_is_not_there_and_leaves_no_number_behind()
    {
        Assert.Throws<InvalidOperationException>(() => _host.Replica.Write<int>(() =>
        {
            _host.Replica.Merge(Some.Subscriber("anna", Some.Stamp(1)));
            throw new InvalidOperationException("in the middle");
        }));
        // The number goes to another list.
        _host.Create("users@lists.example.org");

        _host.Merge(Some.Subscriber("anna", Some.Stamp(1)));

        Assert.Empty(_host.Subscribers("users@lists.example.org"));
        Assert.Equal(Some.List, Stored().List);
    }

    [Fact]
    public void Fields_of_a_later_version_stay_when_the_rest_changes_here_and_end_with_what_they_belong_to()
    {
        const string extra = """{"digest":"weekly"}""";
        Stamp before = Some.Stamp(-1);
        _host.Merge(Some.OfList(before) with { Extra = extra });
        _host.Merge(Some.Subscriber("anna", before) with { Extra = extra });
        _host.Merge(new Record(RecordKind.Setting, Some.List, "posting", ["open"], extra, null, before, before, IsDeleted: false));
        _host.Merge(new Record(RecordKind.Owner, Some.List, "example.org@olga", ["olga@example.org"], extra, null, before, before, IsDeleted: false));

        _host.Subscribe("anna@example.org", "Anna");
        _host.Set(Core.Lists.Setting.Posting, "announce");
        _host.SetOwners(Some.List, "olga@example.org", "otto@example.org");

        Record anna = Stored();
        Assert.Equal(("Anna", extra), (anna.Fields[1], anna.Extra));
        Assert.Equal(extra, _host.Record(RecordKind.Setting, "posting").Extra);
        Assert.Equal(extra, _host.Record(RecordKind.Owner, "example.org@olga").Extra);
        Record told = Assert.Single(_host.Replica.UnpublishedIn(new RecordRange(Some.List, RecordGroup.Subscribers, string.Empty)));
        Assert.Equal(Some.Text(anna), Some.Text(told));

        _host.Unsubscribe("anna@example.org");
        Assert.Null(Stored().Extra);
    }

    [Fact]
    public void Kinds_that_only_a_later_version_knows_are_kept_apart_and_passed_on()
    {
        Record[] unknown =
        [
            Some.Unknown("moderator", "k", Some.Stamp(1), RecordGroup.Settings),
            Some.Unknown("subscriber", "k", Some.Stamp(2), RecordGroup.Settings),
            Some.Unknown("bounce", "k", Some.Stamp(3)),
            Some.Unknown("digest", "k", Some.Stamp(4)) with { IsDeleted = true },
        ];
        Assert.All(unknown, record => Assert.Equal(Merged.Theirs, _host.Merge(record)));
        Assert.All(unknown, record => Assert.Equal(Merged.Same, _host.Merge(record)));
        Record later = unknown[2] with { Stamp = Some.Stamp(9), Extra = """{"count":2}""" };
        Assert.Equal(Merged.Theirs, _host.Merge(later));
        Assert.Equal(Merged.Ours, _host.Merge(unknown[2]));

        string[] expected = [.. unknown.Select(record => Some.Text(record == unknown[2] ? later : record)).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, _host.Canonical().Order(StringComparer.Ordinal));
        Assert.Equal(Some.Text(later), Some.Text(Assert.Single(_host.Replica.UnpublishedIn(new RecordRange(Some.List, RecordGroup.Subscribers, string.Empty)))));

        _host.Replica.Write(() =>
        {
            _host.Replica.MarkPublished([later]);
            return true;
        });
        Assert.Equal(0, _host.Replica.CountUnpublished());
    }

    [Fact]
    public void After_a_stamp_of_a_host_that_is_a_day_ahead_the_next_one_here_is_later()
    {
        Stamp ahead = Some.Stamp(24 * 60);
        _host.Create();
        _host.Merge(Some.Subscriber("anna", ahead));

        _host.Subscribe("anna@example.org", "Anna");

        Assert.True(Stored().Stamp > ahead);
        Assert.Equal("Anna", _host.Subscriber("anna@example.org")?.Name);
    }

    [Fact]
    public void The_clock_is_written_only_when_it_moved()
    {
        _host.Merge(Some.Subscriber("anna", Some.Stamp(10)));
        Assert.Equal(Some.Stamp(10, "mx1").ToString(), Clock());
        _host.Database.Execute("CREATE TEMP TRIGGER no_clock BEFORE UPDATE ON main.clock BEGIN SELECT raise(ABORT, 'the clock was written'); END");
        _host.Database.Execute("CREATE TEMP TRIGGER no_new_clock BEFORE INSERT ON main.clock BEGIN SELECT raise(ABORT, 'the clock was written'); END");

        _host.Merge(Some.Subscriber("anna", Some.Stamp(10)));
        _host.Merge(Some.Subscriber("berta", Some.Stamp(9)));

        Assert.Equal(Some.Stamp(10, "mx1").ToString(), Clock());
    }

    private string Clock() => Assert.Single(_host.Database.Query("SELECT stamp FROM clock", row => row.GetString(0)));
}
