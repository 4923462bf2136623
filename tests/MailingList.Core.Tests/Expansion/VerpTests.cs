using MailingList.Core.Expansion;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Expansion;

/// <summary>Posts for which each recipient has a return path of their own.</summary>
public sealed class VerpTests
{
    private const string ReturnPath = "dev-bounces+abcdefghijklmnopq@lists.example.org";

    private static readonly string Long = $"{new string('l', 60)}@x";

    private static List<Batch> Batches(VerpMode mode, string after = "", int batchSize = 2) =>
    [
        .. new Expander(
            new FakeLists(null).With("a@x", "\"b b\"@x", "c@x", Long, "n@x"), Some.Post(list: Some.List(Some.Settings(batchSize: batchSize))), ReturnPath, mode).BatchesAfter(after),
    ];

    private static string Shape(IEnumerable<Batch> batches) => string.Join(
        " | ", batches.Select(batch => $"{string.Join(' ', batch.Recipients.Select(recipient => recipient.LocalPart[..1] == "l" ? "l" : recipient.LocalPart))}{(batch.IsVerp ? "*" : string.Empty)}{(batch.IsLast ? "." : string.Empty)}"));

    [Fact]
    public void The_MTA_writes_those_that_it_can_in_batches_and_we_the_others()
    {
        List<Batch> batches = Batches(VerpMode.ByMta);
        Assert.Equal("a* | c* | n* | \"b b\" | l", Shape(batches));
        Assert.Equal("a c n* | \"b b\" | l", Shape(Batches(VerpMode.ByMta, batchSize: 9)));
        Assert.All(batches.Take(3), batch => Assert.Equal(ReturnPath, batch.ReturnPath));
        Assert.All(batches.Skip(3), batch => Assert.Equal(RecipientSpelling.For(ReturnPath, batch.Recipients[0]), batch.ReturnPath));
    }

    [Fact]
    public void Where_the_MTA_cannot_each_recipient_is_a_batch()
    {
        List<Batch> batches = Batches(VerpMode.ByUs);
        Assert.Equal("a | \"b b\" | c | l | n.", Shape(batches));
        Assert.All(batches, batch => Assert.Equal(RecipientSpelling.For(ReturnPath, batch.Recipients[0]), batch.ReturnPath));
    }

    [Theory]
    [InlineData(VerpMode.ByMta)]
    [InlineData(VerpMode.ByUs)]
    public void Wherever_it_is_broken_off_it_goes_on_there(VerpMode mode)
    {
        List<Batch> whole = Batches(mode);
        for (int done = 1; done <= whole.Count; done++)
        {
            // Where a page ends exactly it may not be known yet who is the last.
            Assert.Equal(Shape(whole[done..]).TrimEnd('.'), Shape(Batches(mode, whole[done - 1].Cursor)).TrimEnd('.'));
        }
    }
}
