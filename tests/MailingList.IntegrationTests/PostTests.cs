using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A post through a real Postfix, with a domain of its own for lists.</summary>
public sealed class PostTests : IDisposable
{
    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly Postfix _postfix;

    public PostTests()
    {
        _postfix = new Postfix(_sandbox);
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _sandbox.Dispose();
    }

    [PostfixFact]
    public void A_post_travels_to_every_subscriber()
    {
        string list = _sandbox.CreateList("dev", ["ann@a.example", "bob@b.example", "Carl@C.example"]);
        byte[] post = Some.Post("One line.\n.\n..\nlast line\n", headers: "DKIM-Signature: v=1;\n  h=from\n");
        _postfix.Send(list, post);
        _postfix.WaitUntilEmpty();

        Copy copy = Assert.Single(_postfix.Sink.Copies());
        Assert.Equal("dev-bounces@lists.example.org", copy.ReturnPathList);
        Assert.Equal(["ann@a.example", "bob@b.example", "Carl@C.example"], copy.Recipients.Order(StringComparer.OrdinalIgnoreCase));
        Assert.EndsWith(Some.Text(post), copy.Text, StringComparison.Ordinal);
        Assert.Contains("List-Id: <dev.lists.example.org>", copy.HeaderLines);
        Assert.Contains("List-Post: <mailto:dev@lists.example.org>", copy.HeaderLines);
        Assert.Contains("Precedence: list", copy.HeaderLines);
        Assert.Contains("X-MailingList-Loop: dev@lists.example.org", copy.HeaderLines);
        Assert.DoesNotContain(copy.HeaderLines, line => line.StartsWith("Return-Path:", StringComparison.Ordinal));
    }
}
