using System.Text;

using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests;

public sealed class PostRoadAuthorsTests
{
    private readonly FakeLists _lists = new FakeLists(Some.List()).With(Some.Author, "berta@example.net");

    private bool IsTaken(string fields, string returnPath = Some.Author)
    {
        List<string> events = [];
        using var submitter = new CollectingSubmitter(events);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(fields + "\nSubject: x\n\nbody\n"));
        return Some.Road(_lists, new FakeJournal(events), submitter)
            .Travel(Envelope.Parse(returnPath, Some.ListAddress), input, new MemoryStream()) is Outcome.Distributed;
    }

    [Theory]
    [InlineData("From: anna@example.net")]
    [InlineData("From: Anna <ANNA@Example.net>")]
    [InlineData("From: =?utf-8?q?Anna_B=C3=A4r?= <anna@example.net>")]
    [InlineData("From: \"Berg, Anna\"\n <anna@example.net>")]
    [InlineData("from: olga@example.org")]
    [InlineData("From: anna@example.net, berta@example.net")]
    [InlineData("From: Team: anna@example.net, olga@example.org;")]
    [InlineData("From: anna@example.net\nFrom: berta@example.net")]
    public void Subscribers_and_owners_in_From_may_post(string fields)
    {
        Assert.True(IsTaken(fields));
    }

    [Theory]
    [InlineData("From: carl@example.net")]
    [InlineData("From: anna@example.net, carl@example.net")]
    [InlineData("From: anna@example.net\nFrom: carl@example.net")]
    [InlineData("From: \"anna@example.net\" <carl@example.net>")]
    [InlineData("From: carl@example.net (anna@example.net)")]
    [InlineData("From: anna@example.net, \"CEO\" <ceo@-corp.example>")]
    [InlineData("From: root, anna@example.net")]
    [InlineData("From: anna@example.net, CEO <>")]
    [InlineData("From: anna@example.net\nFrom: root")]
    [InlineData("From: anna@example.net\nFrom: <<>>")]
    [InlineData("To: x@example.net")]
    [InlineData("From:")]
    [InlineData("From: undisclosed:;")]
    public void Others_may_not(string fields)
    {
        Assert.False(IsTaken(fields));
    }

    [Theory]
    [InlineData("Sender: anna@example.net")]
    [InlineData("Reply-To: anna@example.net")]
    [InlineData("Resent-From: anna@example.net")]
    [InlineData("X-From: anna@example.net")]
    public void Only_From_says_who_the_author_is(string field)
    {
        Assert.False(IsTaken($"From: carl@example.net\n{field}"));
    }

    [Fact]
    public void The_return_path_does_not_say_who_the_author_is()
    {
        Assert.False(IsTaken("From: carl@example.net", returnPath: Some.Author));
        Assert.True(IsTaken("From: anna@example.net", returnPath: "carl@example.net"));
    }

    [Fact]
    public void A_subscriber_who_gets_no_posts_may_write_some()
    {
        _lists.Add(Some.Subscriber("dora@example.net", delivery: DeliveryMode.None));

        Assert.True(IsTaken("From: dora@example.net"));
    }

    [Fact]
    public void A_denied_co_author_keeps_the_post_away()
    {
        _lists.Add(Some.Subscriber("dora@example.net", PostingRight.Deny));

        Assert.False(IsTaken("From: anna@example.net, dora@example.net"));
    }
}
