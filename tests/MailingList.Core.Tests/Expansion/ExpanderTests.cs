using System.Text;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Expansion;

public sealed class ExpanderTests
{
    private const string ReturnPath = "dev-bounces+abcdefghijklmnopq@lists.example.org";

    private static List<Batch> Batches(FakeLists lists, int batchSize = 1000, string after = "") =>
        [.. new Expander(lists, Post(batchSize), ReturnPath).BatchesAfter(after)];

    private static Post Post(int batchSize, Role role = Role.Post, string returnPath = Some.Author, params string[] owners) =>
        Some.Post(list: Some.List(Some.Settings(batchSize: batchSize), owners), role: role, returnPath: returnPath);

    private static FakeLists Lists(params string[] addresses) => new FakeLists(null).With(addresses);

    private static string Shape(IEnumerable<Batch> batches) =>
        string.Join(" | ", batches.Select(batch => string.Join(' ', batch.Recipients.Select(recipient => recipient.LocalPart)) + (batch.IsLast ? "." : string.Empty)));

    [Theory]
    [InlineData(1, "a | b | c | d")]
    [InlineData(2, "a b | c d")]
    [InlineData(3, "a b c | d.")]
    [InlineData(4, "a b c d")]
    [InlineData(5, "a b c d.")]
    public void Recipients_are_cut_into_batches_and_an_exact_multiple_leaves_the_end_open(int batchSize, string shape)
    {
        Assert.Equal(shape, Shape(Batches(Lists("a@x", "b@x", "c@x", "d@x"), batchSize)));
    }

    [Fact]
    public void A_list_without_subscribers_has_no_batch()
    {
        Assert.Empty(Batches(Lists()));
    }

    [Fact]
    public void Recipients_of_one_domain_stand_side_by_side()
    {
        Assert.Equal("b c a d.", Shape(Batches(Lists("d@y", "b@X", "a@y", "c@x"))));
    }

    [Fact]
    public void The_expansion_goes_on_after_a_cursor()
    {
        Assert.Equal("c d.", Shape(Batches(Lists("a@x", "b@x", "c@x", "d@x"), after: Some.Address("b@x").Key)));
    }

    [Fact]
    public void A_subscriber_who_goes_between_two_batches_gets_nothing_and_one_who_comes_gets_it()
    {
        FakeLists lists = Lists("a@x", "b@x", "c@x", "d@x");
        List<Batch> met = [];

        foreach (Batch batch in new Expander(lists, Post(2), ReturnPath).BatchesAfter(string.Empty))
        {
            met.Add(batch);
            lists.Remove("c@x");
            lists.With("e@x");
        }

        Assert.Equal("a b | d e", Shape(met));
    }

    [Fact]
    public void Who_wants_no_posts_gets_none()
    {
        FakeLists lists = Lists("a@x");
        lists.Add(Some.Subscriber("b@x", delivery: DeliveryMode.None));

        Assert.Equal("a.", Shape(Batches(lists)));
    }

    private static List<Batch> BatchesOf(FakeLists lists, int batchSize, string after = "", params Subscriber[] authors) =>
    [
        .. new Expander(
            lists, Some.Post(list: Some.List(Some.Settings(batchSize: batchSize)), authors: [.. authors.Select(author => new Author(author.Address, false, author))]), ReturnPath).BatchesAfter(after),
    ];

    [Theory]
    [InlineData("a@x", 2, "b c | d.")]
    [InlineData("b@x", 2, "a c | d.")]
    [InlineData("c@x", 2, "a b | d.")]
    [InlineData("d@x", 2, "a b | c.")]
    [InlineData("d@x", 3, "a b c")]
    [InlineData("b@x", 1, "a | c | d")]
    [InlineData("e@x", 5, "a b c d.")]
    public void An_author_who_does_not_want_their_own_posts_gets_none_wherever_a_batch_ends(string author, int batchSize, string shape)
    {
        Assert.Equal(shape, Shape(BatchesOf(Lists("a@x", "b@x", "c@x", "d@x"), batchSize, authors: Some.Subscriber(author, ownPosts: false))));
    }

    [Fact]
    public void An_author_who_wants_their_own_posts_gets_them_and_so_does_one_who_is_no_subscriber()
    {
        FakeLists lists = Lists("a@x", "b@x");

        Assert.Equal("a b.", Shape(BatchesOf(lists, 5, authors: Some.Subscriber("a@x"))));
        Assert.Equal("a b.", Shape(new Expander(lists, Some.Post(authors: [new Author(Some.Address("a@x"), true, null)]), ReturnPath).BatchesAfter(string.Empty)));
    }

    [Fact]
    public void Of_several_authors_each_decides_for_themselves()
    {
        Assert.Equal("b.", Shape(BatchesOf(
            Lists("a@x", "b@x", "c@x"), 5, authors: [Some.Subscriber("c@x", ownPosts: false), Some.Subscriber("b@x"), Some.Subscriber("A@X", ownPosts: false)])));
    }

    [Fact]
    public void An_author_without_their_own_posts_gets_none_when_the_expansion_goes_on_either()
    {
        Subscriber author = Some.Subscriber("c@x", ownPosts: false);
        FakeLists lists = Lists("a@x", "b@x", "c@x", "d@x");

        Assert.Equal("d.", Shape(BatchesOf(lists, 2, Some.Address("b@x").Key, author)));
        Assert.Empty(BatchesOf(lists, 2, Some.Address("d@x").Key, author));
        Assert.Empty(BatchesOf(Lists("c@x"), 2, authors: author));
    }

    [Fact]
    public void A_batch_stays_below_what_a_process_takes_as_arguments()
    {
        string[] addresses = [.. Enumerable.Range(0, 2000).Select(i => $"{i:00000}{new string('x', 59)}@{new string('d', 63)}.example.org")];
        static int Size(EmailAddress address) => Encoding.UTF8.GetByteCount(address.Wire) + 1 + IntPtr.Size;

        List<Batch> batches = Batches(Lists(addresses), 5000);

        Assert.Equal(addresses.Length, batches.Sum(batch => batch.Recipients.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Recipients.Sum(Size), 1, Batch.MostBytes));
        Assert.All(batches.Zip(batches.Skip(1)), pair =>
            Assert.True(pair.First.Recipients.Sum(Size) + Size(pair.Second.Recipients[0]) > Batch.MostBytes));
        Assert.Equal([.. Enumerable.Repeat(false, batches.Count - 1), true], batches.Select(batch => batch.IsLast));
    }

    [Fact]
    public void Recipients_who_need_SMTPUTF8_are_not_in_one_batch_with_others()
    {
        List<Batch> batches = Batches(Lists("a@x", "b@x", "ä@x", "ö@x", "c@y"));

        Assert.Equal("a b | ä ö | c.", Shape(batches));
        Assert.All(batches, batch => Assert.Single(batch.Recipients.Select(recipient => recipient.NeedsSmtpUtf8).Distinct()));
    }

    [Fact]
    public void A_recipient_in_an_internationalised_domain_needs_no_batch_of_its_own()
    {
        Assert.Equal("a b.", Shape(Batches(Lists("a@x", "b@bücher.example"))
            .Select(batch => batch with { Recipients = [.. batch.Recipients.OrderBy(recipient => recipient.LocalPart, StringComparer.Ordinal)] })));
    }

    [Fact]
    public void Mail_for_the_owners_goes_to_them_and_to_nobody_else()
    {
        Post post = Post(2, Role.Owner, Some.Author, "c@x", "a@x", "b@x");

        Assert.Equal("a b | c.", Shape(new Expander(Lists("s@x"), post, ReturnPath).BatchesAfter(string.Empty)));
        Assert.Equal("c.", Shape(new Expander(Lists("s@x"), post, ReturnPath).BatchesAfter(Some.Address("b@x").Key)));
    }
}
