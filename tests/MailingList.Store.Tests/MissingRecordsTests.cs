using MailingList.Core.Records;
using MailingList.Store.Tests.Support;

using Record = MailingList.Core.Records.Record;

namespace MailingList.Store.Tests;

/// <summary>A full read finds that Consul lacks what this host has.</summary>
public sealed class MissingRecordsTests : IDisposable
{
    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    private Replica Replica => _host.Replica;

    private string[] Subscribers() => [.. _host.Subscribers().Select(address => address.Split('@')[0])];

    [Fact]
    public void What_Consul_lost_is_told_again()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Subscribe("berta@example.org");
        _host.PublishAll();
        Record[] kept = [.. Replica.All().Where(record => record.Key != "example.org@berta")];

        Assert.Equal((0, 1), _host.ReadEverything(kept));

        Assert.True(_host.IsUnpublished(_host.Record(RecordKind.Subscriber, "example.org@berta")));
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void Everything_is_told_again_to_a_Consul_that_lost_all()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Merge(Some.Unknown("bounce", "a", Some.Stamp(0)));
        _host.Merge(Some.Unknown("digest", "a", Some.Stamp(0)));
        _host.PublishAll();

        Assert.Equal((0, 5), _host.ReadEverything([]));
        Assert.Equal(5, Replica.CountUnpublished());
    }

    [Fact]
    public void What_Consul_holds_under_the_key_of_another_list_kind_or_group_is_missing_all_the_same()
    {
        _host.Merge(Some.Unknown("bounce", "k", Some.Stamp(1)));
        Record[] others =
        [
            Some.Unknown("digest", "k", Some.Stamp(1)),
            Some.Unknown("bounce", "k", Some.Stamp(1), RecordGroup.Settings),
            Some.Unknown("bounce", "k", Some.Stamp(1)) with { List = "users@lists.example.org" },
        ];

        Assert.Equal((3, 1), _host.ReadEverything(others));

        Assert.True(_host.IsUnpublished(Some.Unknown("bounce", "k", Some.Stamp(1))));
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Fact]
    public void A_host_that_was_away_for_long_drops_what_Consul_does_not_have_but_not_what_it_never_told()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        _host.Subscribe("berta@example.org");
        _host.PublishAll();
        Record[] kept = [.. Replica.All().Where(record => record.Key != "example.org@berta")];
        _host.Subscribe("carla@example.org");

        Assert.Equal((0, 1), _host.ReadEverything(kept, forgetMissing: true));

        Assert.Equal(["anna", "carla"], Subscribers());
        Assert.Equal(1, Replica.CountUnpublished());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_changed_here_since_the_reading_began_is_not_missing(bool forgetMissing)
    {
        _host.Create();
        _host.PublishAll();

        (long, long) result = _host.ReadEverything([.. Replica.All()], forgetMissing, meanwhile: () =>
        {
            _host.Subscribe("anna@example.org");
            _host.PublishAll();
        });

        Assert.Equal((0, 0), result);
        Assert.Equal(["anna"], Subscribers());
        Assert.Equal(0, Replica.CountUnpublished());
    }

    [Fact]
    public void What_was_heard_of_last_before_the_reading_began_is_missing_like_all_else()
    {
        // The clock stands at this very stamp, but with this host's name, which comes before the other's.
        _host.Merge(Some.Subscriber("anna", Some.Stamp(1, "mx9")));

        Assert.Equal((0, 1), _host.ReadEverything([]));
    }

    [Fact]
    public void What_is_later_here_than_in_Consul_is_told_again()
    {
        _host.Create();
        _host.Subscribe("anna@example.org");
        Record earlier = _host.Record(RecordKind.Subscriber, "example.org@anna");
        _host.Subscribe("anna@example.org", "Anna");
        _host.PublishAll();

        Assert.Equal((0, 0), _host.ReadEverything([.. Replica.All().Where(record => record.Key != earlier.Key), earlier]));

        Assert.Equal("Anna", _host.Subscriber("anna@example.org")?.Name);
        Assert.Equal(1, Replica.CountUnpublished());
    }
}
