using System.Text.Json;

using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>A post with a return path for each recipient goes out, and comes back, through a real MTA.</summary>
public abstract class ReturnPathsByMtaTests(MailHost host)
{
    private const string Odd = "\"odd one\"@a.example";
    private const string Twice = "a=b+c@b.example";

    private static readonly string Long = $"{new string('l', 60)}@a.example";

    [MtaFact]
    public void Each_recipient_has_one_that_comes_back_as_their_own()
    {
        host.Begin();
        string[] subscribers = ["ann@a.example", Twice, Odd, Long];
        string list = host.NewOpenList("verp", subscribers, "verp=always");
        host.Mta.Send(list, Some.Post());
        IReadOnlyList<Copy> copies = host.Mta.WaitForCopies(4);
        Assert.Equal(subscribers.Order(StringComparer.Ordinal), copies.Select(copy => Assert.Single(copy.Recipients)).Order(StringComparer.Ordinal));
        host.Mta.Sink.Clear();

        foreach (Copy copy in copies)
        {
            // It comes from an address to which they forward their mail.
            host.Mta.Send(copy.ReturnPath, Notification.Of("elsewhere@provider.example"), sender: string.Empty);
        }

        host.Mta.WaitUntilEmpty();
        using var bounced = JsonDocument.Parse(host.Sandbox.Ok("bounces", list, "--json").Output);
        Assert.Equal(subscribers.Order(StringComparer.Ordinal), bounced.RootElement.EnumerateArray().Select(one => one.GetProperty("address").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty(host.Mta.Sink.Copies());
    }

    [MtaFact]
    public void What_nobody_sent_out_comes_back_to_nobody()
    {
        host.Begin();
        string list = host.NewOpenList("never-sent", ["fay@a.example"]);
        host.Mta.Send("never-sent-bounces+abcdefghijklmnopq@lists.example.org", Notification.Of("fay@a.example"), sender: string.Empty);
        host.Mta.WaitForRefusal("never-sent-bounces+abcdefghijklmnopq@lists.example.org", "nothing went out from");
        host.Mta.WaitUntilEmpty();
        Assert.Equal("[]", host.Sandbox.Ok("bounces", list, "--json").Output.Trim());
        Assert.Empty(host.Mta.Sink.Copies());
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class ReturnPathsWithPostfixTests(PostfixHost host) : ReturnPathsByMtaTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class ReturnPathsWithEximTests(EximHost host) : ReturnPathsByMtaTests(host);
