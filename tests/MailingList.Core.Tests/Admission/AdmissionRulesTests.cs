using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.Arrival;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Admission;

public sealed class AdmissionRulesTests
{
    private const string Loop = "X-MailingList-Loop: dev@lists.example.org";
    private const string Automatic = "Auto-Submitted: auto-replied";
    private static readonly string Large = new('x', 2000);

    private static string? RuleThatRefuses(string[] fields, string body = "", Role role = Role.Post, string returnPath = Some.Author, PostingPolicy posting = PostingPolicy.Announce)
    {
        Post post = Some.Post(
            Some.Message($"{string.Join('\n', [.. fields, $"From: {Some.Author}"])}\n\n{body}"), Some.List(Some.Settings(posting, maxSize: 1000)), role: role, returnPath: returnPath);
        return AdmissionRules.Judge(post) is Verdict.Reject verdict ? verdict.Rule : null;
    }

    [Fact]
    public void The_first_rule_that_has_an_opinion_decides()
    {
        Assert.Equal("loop", RuleThatRefuses([Loop, Automatic], Large));
        Assert.Equal("automatic", RuleThatRefuses([Automatic], Large));
        Assert.Equal("size", RuleThatRefuses([], Large));
        Assert.Equal("posting", RuleThatRefuses([]));
    }

    [Fact]
    public void A_denied_sender_and_an_unwanted_field_have_their_places_in_the_order()
    {
        PostHead Post(string[] fields, bool isDenied, Role role = Role.Post) =>
            Some.Post(Some.MessageWith([.. fields, "X-Spam: yes"]), Some.List(Some.Settings(PostingPolicy.Announce)), role: role) with
            {
                SenderRule = isDenied ? Some.Rule("@example.net") : null,
                HeaderRules = [Some.HeaderRule("X-Spam: yes")],
            };
        string? Rule(PostHead post) => AdmissionRules.Judge(post) is Verdict.Reject verdict ? verdict.Rule : null;

        Assert.Equal("loop", Rule(Post([Loop], isDenied: true)));
        Assert.Equal("denied", Rule(Post([Automatic], isDenied: true)));
        Assert.Equal("automatic", Rule(Post([Automatic], isDenied: false)));
        Assert.Equal("header", Rule(Post([], isDenied: false)));
        Assert.Equal("denied", Rule(Post([], isDenied: true, Role.Subscribe)));
        Assert.Equal("header", Rule(Post([Loop, Automatic], isDenied: false, Role.Confirm)));
        Assert.Null(Rule(Post([Automatic], isDenied: true, Role.Owner)));
    }

    [Fact]
    public void What_no_rule_refuses_is_accepted()
    {
        Assert.IsType<Verdict.Accept>(AdmissionRules.Judge(Some.Post()));
    }

    [Fact]
    public void Owners_hear_of_everything_but_loops()
    {
        Assert.Null(RuleThatRefuses([Automatic], Large, Role.Owner, returnPath: string.Empty));
        Assert.Equal("loop", RuleThatRefuses(["X-MailingList-Loop: dev-owner@lists.example.org"], role: Role.Owner));
    }
}
