using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>Two hosts of one cluster, one with Postfix and one with Exim.</summary>
public sealed class TwoMtasTests(OneConsul consul) : SharingTest(consul)
{
    private static readonly string[] Subscribers = ["ann@a.example", "bob@b.example", "carl@c.example"];

    [SharingMtasFact]
    public void A_post_to_either_reaches_everybody_once_and_one_that_comes_to_both_as_well()
    {
        (SharingHost first, Mta postfix, SharingHost second, Mta exim) = Hosts();
        string list = first.CreateList("dev", Subscribers);
        Agreed(first, second);

        byte[] toFirst = Some.Post("By way of Postfix.\n");
        byte[] toSecond = Some.Post("By way of Exim.\n");
        byte[] toBoth = Some.Post("By way of whoever is the first.\n");
        postfix.Send(list, toFirst);
        exim.Send(list, toSecond);
        AtOnce.Run((Mta[])[postfix, exim], mta => { mta.Send(list, toBoth); return mta; });

        Wait.Until(() => Copies(postfix, exim).Length >= 3, "all posts are out", () => postfix.Log + exim.Log);
        postfix.WaitUntilEmpty();
        exim.WaitUntilEmpty();
        Assert.All((byte[][])[toFirst, toSecond, toBoth], post =>
        {
            Copy copy = Assert.Single(Copies(postfix, exim), copy => copy.Text.EndsWith(Some.Text(post), StringComparison.Ordinal));
            Assert.Equal(Subscribers, copy.Recipients.Order(StringComparer.Ordinal));
        });
        Assert.Equal(3, Copies(postfix, exim).Length);
    }

    [SharingMtasFact]
    public void What_is_asked_for_by_way_of_one_is_confirmed_by_way_of_the_other()
    {
        (SharingHost first, Mta postfix, SharingHost second, Mta exim) = Hosts();
        string list = first.CreateList("dev", []);
        Agreed(first, second);

        new MailUser(exim, "dora@d.example").Write("dev-subscribe@lists.example.org");
        MimeMessage question = new MailUser(exim, "dora@d.example").Receive();
        new MailUser(postfix, "dora@d.example").Reply(question);
        Assert.Equal("Welcome to dev", new MailUser(postfix, "dora@d.example").Receive().Subject);

        Agreed(first, second);
        exim.Send(list, Some.Post());
        Assert.Equal(["dora@d.example"], Assert.Single(exim.WaitForCopies(1)).Recipients);
    }

    private (SharingHost First, Mta Postfix, SharingHost Second, Mta Exim) Hosts()
    {
        (SharingHost first, SharingHost second) = (Host("mx1"), Host("mx2"));
        foreach (SharingHost host in (SharingHost[])[first, second])
        {
            host.Set("reinject", "sendmail:/usr/sbin/sendmail");
            host.Join().StartAgent();
        }

        return (first, Made(new IntegrationTests.Support.Postfix(first, MtaNeeds.None)), second, Made(new IntegrationTests.Support.Exim(second, MtaNeeds.None)));
    }

    private static Copy[] Copies(params Mta[] mtas) => [.. mtas.SelectMany(mta => mta.Sink.Copies())];
}
