using MailingList.Core.Failures;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class RequestJournalTests : StoreTest
{
    private const string Identity = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly RequestJournal _journal;

    public RequestJournalTests() => _journal = new RequestJournal(Database, new JournalLock(Path.Combine(Folder, "posts.lock")));

    [Fact]
    public void A_mail_is_done_when_its_changes_are()
    {
        Assert.False(_journal.IsDone(Identity));

        Assert.Throws<InvalidOperationException>(() => Write(() =>
        {
            _journal.Done(Identity, 1);
            throw new InvalidOperationException("in the middle");
        }));
        Assert.False(_journal.IsDone(Identity));

        Write(() => _journal.Done(Identity, 1));
        Assert.True(_journal.IsDone(Identity));
        Assert.False(_journal.IsDone("another"));
        Assert.Equal($"{Identity}|1|{Clock.Now.ToUnixTimeMilliseconds()}", Cell("SELECT identity, list, done FROM errand"));
    }

    [Fact]
    public void What_is_done_may_be_said_again()
    {
        Write(() => _journal.Done(Identity, 1));
        Clock.Now += TimeSpan.FromDays(1);
        Write(() => _journal.Done(Identity, 1));

        Assert.Single(Rows("SELECT identity FROM errand"));
    }

    [Fact]
    public void What_was_done_more_than_30_days_ago_is_swept_when_another_is_done()
    {
        Write(() => _journal.Done("old", 1));
        Clock.Now += TimeSpan.FromDays(1);
        Write(() => _journal.Done("young", 1));
        Clock.Now += TimeSpan.FromDays(29.5);

        Write(() => _journal.Done("now", 1));

        Assert.Equal((false, true, true), (_journal.IsDone("old"), _journal.IsDone("young"), _journal.IsDone("now")));
    }

    [Theory]
    [InlineData(Identity)]
    [InlineData("")]
    [InlineData("any text, say ünïcode")]
    public void What_is_held_is_not_held_again_until_it_is_let_go(string errand)
    {
        using (_journal.Hold(errand))
        {
            Failure refused = Assert.Throws<Failure>(() => _journal.Hold(errand));
            Assert.Equal(FailureKind.Temporary, refused.Kind);
            Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
            using IDisposable other = _journal.Hold(errand + "2");
        }

        using IDisposable again = _journal.Hold(errand);
    }
}
