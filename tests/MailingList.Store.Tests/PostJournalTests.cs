using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Store.Tests.Support;

using Microsoft.Data.Sqlite;

namespace MailingList.Store.Tests;

public sealed class PostJournalTests : StoreTest
{
    private readonly ListSnapshot _list;
    private readonly PostJournal _journal;

    public PostJournalTests()
    {
        _list = CreateList();
        _journal = new PostJournal(Database, new JournalLock(Path.Combine(Folder, "posts.lock")));
    }

    private Post Post(string body)
    {
        using var input = new MemoryStream([.. "Message-ID: <1@example.net>\n\n"u8, .. System.Text.Encoding.UTF8.GetBytes(body)]);
        var message = RawMessage.Receive(input, new MemoryStream());
        var destination = new Destination(_list.Address, Role.Post, string.Empty);
        return new Post(
            Envelope.Parse("anna@example.net", "dev@lists.example.org"), destination, _list, message, [], PostIdentity.Of(destination, message));
    }

    private static Batch Batch(bool isLast, params string[] recipients) =>
        new("dev-bounces@lists.example.org", [.. recipients.Select(Address)], isLast);

    [Fact]
    public void A_post_that_is_new_leaves_nothing_until_it_begins()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));

        Assert.Equal((false, false, string.Empty, 0), (entry.IsUnderWay, entry.IsFinished, entry.Cursor, entry.Recipients));
        Assert.Empty(Rows("SELECT * FROM post"));
    }

    [Fact]
    public void What_begins_is_in_the_file_at_once()
    {
        Post post = Post("a");
        using IJournalEntry entry = _journal.Open(post);

        entry.Begin(VerpPolicy.Never);

        Assert.True(entry.IsUnderWay);
        Assert.Equal(
            $"{post.Identity}|{_list.Id}||0|0|{Clock.Now.ToUnixTimeMilliseconds()}|NULL",
            Cell("SELECT identity, list, cursor, recipients, batches, started, finished FROM post"));
    }

    [Fact]
    public void Each_batch_moves_the_cursor_and_the_last_one_ends_the_post()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));
        entry.Begin(VerpPolicy.Never);

        entry.Took(Batch(false, "a@x.example", "b@x.example"));

        Assert.Equal("x.example@b|2|1|NULL", Cell("SELECT cursor, recipients, batches, finished FROM post"));
        Assert.Equal((true, false, "x.example@b", 2), (entry.IsUnderWay, entry.IsFinished, entry.Cursor, entry.Recipients));

        entry.Took(Batch(true, "c@x.example"));

        Assert.Equal($"x.example@c|3|2|{Clock.Now.ToUnixTimeMilliseconds()}", Cell("SELECT cursor, recipients, batches, finished FROM post"));
        Assert.True(entry.IsFinished);
    }

    [Fact]
    public void An_entry_that_is_opened_again_goes_on()
    {
        using (IJournalEntry entry = _journal.Open(Post("a")))
        {
            entry.Begin(VerpPolicy.Never);
            entry.Took(Batch(false, "a@x.example"));
        }

        Clock.Now += TimeSpan.FromHours(1);
        using IJournalEntry again = new PostJournal(Open(), new JournalLock(Path.Combine(Folder, "posts.lock"))).Open(Post("a"));
        Assert.Equal((true, false, "x.example@a", 1), (again.IsUnderWay, again.IsFinished, again.Cursor, again.Recipients));
        again.Begin(VerpPolicy.Never);
        again.Took(Batch(true, "b@x.example"));

        Assert.Equal("x.example@b|2|2", Cell("SELECT cursor, recipients, batches FROM post"));
        Assert.Equal(2, again.Recipients);
    }

    [Fact]
    public void A_finished_post_is_known_when_it_comes_again()
    {
        using (IJournalEntry entry = _journal.Open(Post("a")))
        {
            entry.Begin(VerpPolicy.Never);
            entry.Finish();
        }

        using IJournalEntry again = _journal.Open(Post("a"));
        using IJournalEntry other = _journal.Open(Post("b"));
        Assert.Equal((false, true), (again.IsUnderWay, again.IsFinished));
        Assert.Equal((false, false), (other.IsUnderWay, other.IsFinished));
    }

    [Fact]
    public void What_began_more_than_30_days_ago_is_swept_when_another_post_begins()
    {
        using IJournalEntry old = _journal.Open(Post("old"));
        old.Begin(VerpPolicy.Never);
        Clock.Now += TimeSpan.FromDays(1);
        using IJournalEntry young = _journal.Open(Post("young"));
        young.Begin(VerpPolicy.Never);
        Clock.Now += TimeSpan.FromDays(29.5);
        using IJournalEntry now = _journal.Open(Post("now"));

        now.Begin(VerpPolicy.Never);

        Assert.Equal(
            new[] { Post("young").Identity, Post("now").Identity }.Order(StringComparer.Ordinal),
            Rows("SELECT identity FROM post ORDER BY identity"));
    }

    [Fact]
    public void A_batch_is_not_noted_where_the_entry_is_gone()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));
        entry.Begin(VerpPolicy.Never);
        Sql("DELETE FROM post");

        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(() => entry.Took(Batch(true, "a@x.example"))).Kind);
        Assert.Equal(FailureKind.Temporary, Assert.Throws<Failure>(entry.Finish).Kind);
        Assert.False(entry.IsFinished);
    }

    [Fact]
    public void A_locked_database_keeps_a_post_from_beginning()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));
        using SqliteConnection other = Connect();
        using SqliteTransaction held = other.BeginTransaction();

        Failure refused = Assert.Throws<Failure>(() => entry.Begin(VerpPolicy.Never));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Contains("locked", refused.Message, StringComparison.Ordinal);
        Assert.False(entry.IsUnderWay);
    }

    [Fact]
    public void A_locked_database_keeps_the_cursor_where_it_was()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));
        entry.Begin(VerpPolicy.Never);
        using SqliteConnection other = Connect();
        using SqliteTransaction held = other.BeginTransaction();

        Assert.Throws<Failure>(() => entry.Took(Batch(true, "a@x.example")));

        Assert.Equal((string.Empty, 0, false), (entry.Cursor, entry.Recipients, entry.IsFinished));
    }

    [Fact]
    public void The_file_that_is_locked_stays_empty()
    {
        using IJournalEntry entry = _journal.Open(Post("a"));
        entry.Begin(VerpPolicy.Never);

        Assert.Equal(0, new FileInfo(Path.Combine(Folder, "posts.lock")).Length);
    }
}
