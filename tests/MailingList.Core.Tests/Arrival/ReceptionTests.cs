using MailingList.Core.Arrival;
using MailingList.Core.Authentication;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Arrival;

public sealed class ReceptionTests
{
    private const string Passed = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.net";

    private readonly FakeLists _lists = new FakeLists(Some.List()).With(Some.Author);

    private PostHead Read(AuthorCheck check, params string[] fields)
    {
        _lists.List = Some.List(Some.Settings() with { AuthorCheck = check });
        Addressed mail = Addressed.Find(_lists, Envelope.Parse(Some.Author, Some.ListAddress))!;
        return new Reception(_lists, new AuthorAuthentication([Some.AuthservId])).Read(mail, Some.MessageWith(fields).Header, 7);
    }

    private bool? IsAuthenticated(AuthorCheck check, params string[] fields) => Assert.Single(Read(check, fields).Authors).IsAuthenticated;

    [Fact]
    public void Whether_an_author_is_who_they_say_they_are_is_asked_where_the_list_asks()
    {
        Assert.Null(IsAuthenticated(AuthorCheck.None, Passed));
        Assert.True(IsAuthenticated(AuthorCheck.Warn, Passed));
        Assert.True(IsAuthenticated(AuthorCheck.Require, Passed));
        Assert.False(IsAuthenticated(AuthorCheck.Require));
    }

    [Theory]
    [InlineData("dmarc=pass header.from=example.net", true)]
    [InlineData("dkim=pass header.d=example.net", true)]
    [InlineData("spf=pass smtp.mailfrom=bounces@example.net", true)]
    [InlineData("dkim=pass header.d=example.com; spf=pass smtp.mailfrom=example.com", false)]
    [InlineData("dmarc=fail header.from=example.net; dkim=pass header.d=example.net", false)]
    public void For_posts_each_of_the_three_methods_is_enough(string results, bool isAuthenticated)
    {
        Assert.Equal(isAuthenticated, IsAuthenticated(AuthorCheck.Require, $"Authentication-Results: mx.example.org; {results}"));
    }

    [Fact]
    public void What_was_said_about_the_envelope_sender_and_the_author_is_known()
    {
        _lists.Senders.Add(Some.Rule("@example.net", PostingRight.Allow));
        PostHead post = Read(AuthorCheck.None);

        Assert.Equal("allow @example.net", post.SenderRule?.ToString());
        Assert.Equal(PostingRight.Allow, Assert.Single(post.Authors).Right);
    }
}
