using System.Text;

using MailingList.Core.Admission.Patterns;
using MailingList.Core.Arrival;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests;

public sealed class PostRoadTests
{
    private const string Text = "Message-ID: <1@example.net>\nFrom: Anna <anna@example.net>\nSubject: hello\n\nHello.\n";

    private readonly List<string> _events = [];
    private readonly FakeLists _lists = new FakeLists(Some.List(Some.Settings(PostingPolicy.Open, batchSize: 2))).With("a@x", "b@x", "c@x", "d@x", "e@x");
    private readonly FakeJournal _journal;

    public PostRoadTests() => _journal = new FakeJournal(_events);

    private CollectingSubmitter Submitter(int refusesAfter = int.MaxValue) => new(_events) { RefusesAfter = refusesAfter };

    private Outcome Travel(CollectingSubmitter submitter, string text = Text, string recipient = Some.ListAddress, string returnPath = Some.Author)
    {
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(text));
        using var spool = new MemoryStream();
        return Some.Road(_lists, _journal, submitter).Travel(Envelope.Parse(returnPath, recipient), input, spool);
    }

    private void Set(ListSettings settings) => _lists.List = Some.List(settings);

    [Fact]
    public void The_journal_knows_of_a_post_before_the_MTA_and_of_each_batch_after_it()
    {
        using CollectingSubmitter submitter = Submitter();

        var outcome = Assert.IsType<Outcome.Distributed>(Travel(submitter));

        Assert.Equal(["begin", "submit 2", "took 2", "submit 2", "took 2", "submit 1", "took 1", "close"], _events);
        Assert.Equal((3, 5), (outcome.Batches, outcome.Recipients));
        Assert.Equal(["a@x", "b@x", "c@x", "d@x", "e@x"], submitter.Recipients);
    }

    [Fact]
    public void Where_the_last_batch_is_full_the_end_is_noted_by_itself()
    {
        _lists.Remove("e@x");
        using CollectingSubmitter submitter = Submitter();

        Assert.IsType<Outcome.Distributed>(Travel(submitter));

        Assert.Equal(["begin", "submit 2", "took 2", "submit 2", "took 2", "finish", "close"], _events);
    }

    [Fact]
    public void A_list_without_subscribers_takes_a_post_to_nobody()
    {
        var empty = new FakeLists(Some.List(Some.Settings(PostingPolicy.Open)));
        using CollectingSubmitter submitter = Submitter();
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(Text));

        Outcome outcome = Some.Road(empty, _journal, submitter).Travel(Envelope.Parse(Some.Author, Some.ListAddress), input, new MemoryStream());

        Assert.Equal((0, 0), outcome is Outcome.Distributed distributed ? (distributed.Batches, distributed.Recipients) : (-1, -1));
        Assert.Equal(["begin", "finish", "close"], _events);
    }

    [Fact]
    public void Every_batch_carries_the_same_bytes()
    {
        using CollectingSubmitter submitter = Submitter();

        Travel(submitter);

        Assert.All(submitter.Messages, message => Assert.Equal(submitter.Messages[0], message));
        Assert.EndsWith(Text, Encoding.ASCII.GetString(submitter.Messages[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_the_MTA_does_not_take_leaves_the_cursor_after_the_one_before()
    {
        using CollectingSubmitter submitter = Submitter(refusesAfter: 1);

        Failure refused = Assert.Throws<Failure>(() => Travel(submitter));

        Assert.Equal(FailureKind.Temporary, refused.Kind);
        Assert.Equal(["begin", "submit 2", "took 2", "submit 2", "close"], _events);
        Assert.Equal(new FakeJournal.Note(Some.Address("b@x").Key, 2, false), Assert.Single(_journal.Notes).Value);
    }

    [Fact]
    public void The_next_try_goes_on_after_the_last_batch_that_was_taken()
    {
        using CollectingSubmitter broken = Submitter(refusesAfter: 1);
        Assert.Throws<Failure>(() => Travel(broken));
        using CollectingSubmitter mended = Submitter();

        var outcome = Assert.IsType<Outcome.Distributed>(Travel(mended));

        Assert.Equal(["c@x", "d@x", "e@x"], mended.Recipients);
        Assert.Equal((2, 5), (outcome.Batches, outcome.Recipients));
    }

    [Fact]
    public void An_author_without_their_own_posts_gets_none_at_any_try()
    {
        _lists.Add(Some.Subscriber("d@x", ownPosts: false));
        string text = Text.Replace("anna@example.net", "d@x", StringComparison.Ordinal);
        using CollectingSubmitter broken = Submitter(refusesAfter: 1);
        Assert.Throws<Failure>(() => Travel(broken, text));
        using CollectingSubmitter mended = Submitter();

        Assert.IsType<Outcome.Distributed>(Travel(mended, text));

        Assert.Equal(["a@x", "b@x"], broken.Recipients);
        Assert.Equal(["c@x", "e@x"], mended.Recipients);
    }

    [Fact]
    public void What_is_half_distributed_goes_on_although_the_list_would_now_refuse_it()
    {
        using CollectingSubmitter broken = Submitter(refusesAfter: 1);
        Assert.Throws<Failure>(() => Travel(broken));
        Set(Some.Settings(PostingPolicy.Announce, maxSize: 1));
        using CollectingSubmitter mended = Submitter();

        Assert.IsType<Outcome.Distributed>(Travel(mended));

        Assert.Equal(["c@x", "d@x", "e@x"], mended.Recipients);
    }

    [Fact]
    public void A_post_that_comes_again_is_dropped()
    {
        using CollectingSubmitter first = Submitter();
        Travel(first);
        using CollectingSubmitter second = Submitter();

        Assert.IsType<Outcome.Duplicate>(Travel(second, "Received: by another way\n" + Text));

        Assert.Empty(second.Batches);
    }

    [Fact]
    public void A_post_that_comes_again_is_dropped_although_the_list_would_now_refuse_it()
    {
        using CollectingSubmitter first = Submitter();
        Travel(first);
        Set(Some.Settings(PostingPolicy.Announce, maxSize: 1));
        using CollectingSubmitter second = Submitter();

        Assert.IsType<Outcome.Duplicate>(Travel(second));
    }

    [Fact]
    public void The_same_message_to_the_owners_is_no_duplicate()
    {
        using CollectingSubmitter first = Submitter();
        Travel(first);
        using CollectingSubmitter second = Submitter();

        Assert.IsType<Outcome.Distributed>(Travel(second, recipient: "dev-owner@lists.example.org"));

        Assert.Equal([Some.Owner], second.Recipients);
    }

    [Fact]
    public void A_refused_post_leaves_nothing_in_the_journal()
    {
        Set(Some.Settings(PostingPolicy.Subscribers));
        using CollectingSubmitter submitter = Submitter();

        var outcome = Assert.IsType<Outcome.Refused>(Travel(submitter));

        Assert.Equal("posting", outcome.Verdict.Rule);
        Assert.Equal(["close"], _events);
        Assert.Empty(_journal.Notes);
    }

    [Fact]
    public void What_is_dropped_goes_to_nobody_and_leaves_nothing_in_the_journal()
    {
        _lists.Headers.Add(Some.HeaderRule("Subject: hello", HeaderAction.Discard));
        using CollectingSubmitter submitter = Submitter();

        var outcome = Assert.IsType<Outcome.Discarded>(Travel(submitter));

        Assert.Equal("header", outcome.Verdict.Rule);
        Assert.Empty(submitter.Batches);
        Assert.Empty(_journal.Notes);
    }

    [Theory]
    [InlineData("users@lists.example.org")]
    [InlineData("users-owner@lists.example.org")]
    [InlineData("dev-owners@lists.example.org")]
    [InlineData("dev-discard+token@lists.example.org")]
    public void A_list_or_role_that_is_not_there_does_not_cost_the_reading_of_a_message(string recipient)
    {
        using CollectingSubmitter submitter = Submitter();
        using var input = new UnreadableStream();

        Failure refused = Assert.Throws<Failure>(() =>
            Some.Road(_lists, _journal, submitter).Travel(Envelope.Parse(Some.Author, recipient), input, new MemoryStream()));

        Assert.Equal(FailureKind.NoSuchList, refused.Kind);
        Assert.Empty(_events);
    }

    [Fact]
    public void An_address_is_the_list_s_in_any_case()
    {
        using CollectingSubmitter submitter = Submitter();

        Assert.IsType<Outcome.Distributed>(Travel(submitter, recipient: "DEV@Lists.Example.Org"));
    }
}
