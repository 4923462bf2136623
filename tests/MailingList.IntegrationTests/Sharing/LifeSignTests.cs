using MailingList.IntegrationTests.Returns;
using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>Whoever writes to one host has written to all.</summary>
public sealed class LifeSignTests(OneConsul consul) : SharingTest(consul)
{
    private const string Bob = "bob@example.net";

    [SharingFact]
    public void A_host_without_an_agent_tells_the_others_that_somebody_can_be_written_to()
    {
        SharingHost first = Host("mx1");
        SharingHost second = Host("mx2");
        string list = first.CreateList("dev", [Bob, "carol@example.net"]);
        first.Join();
        second.Join();
        first.Return(first.PostTo(list, Bob), Bob);
        Assert.Contains(Bob, second.Ok("bounces", list).Output, StringComparison.Ordinal);

        // A post: nothing of it is told but that.
        Expect.Done(first.Deliver(list, Some.Post(from: Bob), Bob));
        Assert.DoesNotContain(Bob, second.Ok("bounces", list).Output, StringComparison.Ordinal);
    }
}
