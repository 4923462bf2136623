using MailingList.Core;
using MailingList.Core.Admission;

namespace MailingList.Store.Tests.Requests;

/// <summary>What is asked by those whose mail a list does not take.</summary>
public sealed class DeniedMailTests : MailTest
{
    private Verdict.Reject Refused(string from, string recipient, string? returnPath = null, params string[] fields) =>
        Assert.IsType<Outcome.Refused>(Mail.Receive(from, recipient, body: "help\n", returnPath: returnPath, fields: fields)).Verdict;

    [Theory]
    [InlineData(Request)]
    [InlineData(Subscribe)]
    [InlineData(Unsubscribe)]
    [InlineData(Confirm)]
    public void It_is_refused_and_not_answered_whoever_they_say_they_are(string recipient)
    {
        Mail.Host.Deny(list: null, "@example.net");

        Assert.Equal("denied", Refused(Bob, recipient).Rule);
        Assert.Equal("denied", Refused("carl@example.com", recipient, returnPath: Bob).Rule);
        Assert.Equal("denied", Refused(Bob, recipient, fields: Authenticated()).Rule);
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void What_their_programs_write_is_dropped_as_all_such_mail_is()
    {
        Mail.Host.Deny(Dev, "@example.net");

        Assert.IsType<Outcome.Dropped>(Mail.Receive(Bob, Request, fields: "Auto-Submitted: auto-replied"));
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void Header_rules_hold_for_what_is_asked_too()
    {
        Mail.Host.RefuseHeader(Dev, "X-Spam-Flag: yes", Core.Admission.Patterns.HeaderAction.Discard);
        Mail.Host.RefuseHeader(list: null, "X-Spam-Level: high", Core.Admission.Patterns.HeaderAction.Reject);

        Assert.IsType<Outcome.Discarded>(Mail.Receive(Bob, Subscribe, fields: "X-Spam-Flag: YES"));
        Assert.Equal("header", Refused(Bob, Subscribe, fields: "X-Spam-Level: high").Rule);
        Assert.Empty(Mail.Sent);
    }

    [Fact]
    public void The_owners_hear_of_them()
    {
        Mail.Host.Deny(Dev, "@example.net");

        Assert.IsType<Outcome.Distributed>(Mail.Receive(Bob, "dev-owner@lists.example.org"));
    }
}
