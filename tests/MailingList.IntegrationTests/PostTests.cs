using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A post through a real MTA, with a domain of its own for lists.</summary>
public abstract class PostTests(MailHost host)
{
    [MtaFact]
    public void A_post_travels_to_every_subscriber()
    {
        host.Begin();
        string list = host.NewOpenList("posts", ["ann@a.example", "bob@b.example", "Carl@C.example"]);
        byte[] post = Some.Post("One line.\n.\n..\nlast line\n", headers: "DKIM-Signature: v=1;\n  h=from\n");
        host.Mta.Send(list, post);
        host.Mta.WaitUntilEmpty();

        Copy copy = Assert.Single(host.Mta.Sink.Copies());
        Assert.Equal("posts-bounces@lists.example.org", copy.ReturnPathList);
        Assert.Equal(["ann@a.example", "bob@b.example", "Carl@C.example"], copy.Recipients.Order(StringComparer.OrdinalIgnoreCase));
        Assert.EndsWith(Some.Text(post), copy.Text, StringComparison.Ordinal);
        Assert.Contains("List-Id: <posts.lists.example.org>", copy.HeaderLines);
        Assert.Contains("List-Post: <mailto:posts@lists.example.org>", copy.HeaderLines);
        Assert.Contains("Precedence: list", copy.HeaderLines);
        Assert.Contains("X-MailingList-Loop: posts@lists.example.org", copy.HeaderLines);
        Assert.DoesNotContain(copy.HeaderLines, line => line.StartsWith("Return-Path:", StringComparison.Ordinal));
    }

    [MtaFact]
    public void Fifty_posts_at_once_each_reach_everybody_once()
    {
        host.Begin();
        string[] subscribers = ["ann@a.example", "bob@b.example", "carl@c.example"];
        string list = host.NewOpenList("fifty", subscribers);
        Assert.All(AtOnce.Run(Enumerable.Range(0, 50), _ => Smtp.Send(host.Mta.Port, "author@example.net", list, Some.Post())), answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));

        Wait.Until(() => host.Mta.Sink.Copies().Count == 50, "all posts are out", () => host.Mta.Log);
        host.Mta.WaitUntilEmpty();
        Assert.All(host.Mta.Sink.Copies(), copy => Assert.Equal(subscribers, copy.Recipients.Order(StringComparer.Ordinal)));
        Assert.Equal(50, host.Mta.Sink.Copies().Count);
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class PostWithPostfixTests(PostfixHost host) : PostTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class PostWithEximTests(EximHost host) : PostTests(host);
