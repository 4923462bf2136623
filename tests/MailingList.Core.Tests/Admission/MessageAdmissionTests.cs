using System.Diagnostics;

using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission;

public sealed class MessageAdmissionTests
{
    private readonly FakeLists _lists = new FakeLists(Some.List(Some.Settings(maxSize: 1000))).With(Some.Author);

    private string Judge(HeaderBlock header, long bodySize = 100, string recipient = Some.ListAddress, string returnPath = Some.Author) =>
        new MessageAdmission(_lists, new AuthorAuthentication([Some.AuthservId])).Judge(Envelope.Parse(returnPath, recipient), header, bodySize).Verdict switch
        {
            Verdict.Accept => "accept",
            Verdict.Reject reject => $"{reject.Status} {reject.Rule}",
            var other => other.GetType().Name,
        };

    private static HeaderBlock Header(params string[] fields) => Some.MessageWith(fields).Header;

    [Fact]
    public void A_subscriber_s_post_is_taken_without_its_body_being_seen()
    {
        Assert.Equal("accept", Judge(Header()));
        Assert.Equal("accept", Judge(Header(), 1000));
    }

    [Fact]
    public void All_rules_for_posts_have_their_say()
    {
        Assert.Equal("5.4.6 loop", Judge(Header("X-MailingList-Loop: dev@lists.example.org")));
        Assert.Equal("5.7.1 automatic", Judge(Header("Auto-Submitted: auto-replied")));
        Assert.Equal("5.2.3 size", Judge(Header(), 1001));
        _lists.Remove(Some.Author);
        Assert.Equal("5.7.1 posting", Judge(Header()));
    }

    [Fact]
    public void A_post_has_some_authors_at_most_and_no_more_of_them_are_looked_at()
    {
        _lists.List = Some.List(Some.Settings(PostingPolicy.Open) with { AuthorCheck = AuthorCheck.Require });
        static HeaderBlock By(int authors, string results) => Some.Message(
            string.Concat(Enumerable.Repeat($"Authentication-Results: {Some.AuthservId};{results}\n", 50))
            + $"From: {string.Join(",", Enumerable.Range(0, authors).Select(i => $"a{i}@b{i}.example"))}\n\n").Header;
        string results = string.Join(";", Enumerable.Range(0, 200).Select(i => $" dkim=pass header.d=b{i}.example"));
        long started = Stopwatch.GetTimestamp();

        Assert.Equal("accept", Judge(By(50, results)));
        Assert.Equal("5.7.1 authors", Judge(By(51, results)));
        Assert.Equal("5.7.1 authors", Judge(By(30_000, results)));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "it looks at all of them");
    }

    [Fact]
    public void Owners_and_those_who_ask_are_no_posts()
    {
        _lists.Remove(Some.Author);

        Assert.Equal("accept", Judge(Header(), 5000, "dev-owner@lists.example.org"));
        Assert.Equal("accept", Judge(Header(), 5000, "dev-subscribe@lists.example.org"));
    }

    [Fact]
    public void A_list_that_went_away_meanwhile_takes_nothing()
    {
        _lists.List = null;

        Assert.Equal("5.1.1 list", Judge(Header()));
    }

    [Fact]
    public void A_header_block_that_the_pipe_would_not_read_is_refused_here()
    {
        var field = ((ReadOnlyMemory<byte>)"X"u8.ToArray(), (ReadOnlyMemory<byte>)new byte[60_000]);

        Assert.Equal("5.6.0 message", Judge(HeaderBlock.OfArriving(Enumerable.Repeat(field, 18))));
        Assert.Equal("5.6.0 message", Judge(HeaderBlock.OfArriving([field], isCut: true)));
    }
}
