using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The same odd addresses through a real MTA, as subscribers, as senders and as recipients.</summary>
public abstract class AddressesByMtaTests(MailHost host)
{
    [MtaFact]
    public void Whom_the_MTA_does_not_take_keeps_nobody_else_from_the_post()
    {
        host.Begin();
        string list = host.NewOpenList("odd-readers", [.. OddAddresses.All.Select(odd => odd.Subscribed), .. OddAddresses.Utf8]);
        host.Mta.Send(list, Some.Post());

        string[] expected = [.. OddAddresses.All.Select(odd => odd.Wire).Concat(OddAddresses.Utf8).Select(host.AtTheSink).OfType<string>()];
        Wait.Until(() => expected.All(host.Mta.Sink.Counts().ContainsKey), "everybody has it", () => $"{string.Join(' ', host.Mta.Sink.Counts().Keys)}\n{host.Mta.Log}");
        host.Mta.WaitUntilEmpty();
        Dictionary<string, int> counts = host.Mta.Sink.Counts();
        Assert.Equal(expected.Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.Equal(1, count));
    }

    [MtaFact]
    public void Odd_senders_and_recipients_come_through_the_pipe_as_they_are()
    {
        host.Begin();
        string list = host.NewOpenList("odd-writers", ["ann@a.example"]);
        foreach (string sender in host.OddSenders)
        {
            host.Mta.Send(list, Some.Post(), sender);
        }

        host.Mta.Send("\"odd-writers\"@lists.example.org", Some.Post());
        host.Mta.Send("ODD-WRITERS-OWNER+detail@Lists.Example.org", Some.Post());
        IReadOnlyList<Copy> copies = host.Mta.WaitForCopies(host.OddSenders.Count + 2);
        Assert.Equal("owner@example.net", Assert.Single(copies, copy => copy.Recipients[0] != "ann@a.example").Recipients[0]);
        string log = File.ReadAllText(host.Sandbox.Log);
        Assert.All(host.OddSenders, sender => Assert.Contains($" from=<{sender}> ", log, StringComparison.Ordinal));
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class AddressesWithPostfixTests(PostfixHost host) : AddressesByMtaTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class AddressesWithEximTests(EximHost host) : AddressesByMtaTests(host);
