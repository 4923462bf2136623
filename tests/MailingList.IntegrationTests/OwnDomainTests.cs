using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A domain of its own for lists, in a real MTA: what senders, owners and bounces meet.</summary>
public abstract class OwnDomainTests(MailHost host)
{
    private const string Author = "author@example.net";

    [MtaFact]
    public void What_cannot_be_delivered_goes_back_with_our_words()
    {
        string list = NewList("back");
        host.Mta.Send("nothing@lists.example.org", Some.Post());
        Copy unknown = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal(("", Author), (unknown.ReturnPath, Assert.Single(unknown.Recipients)));
        Assert.Equal("5.1.1", host.Mta.Read(unknown).Status);
        Assert.Contains("nothing@lists.example.org: there is no such list here", host.Mta.Read(unknown).Text, StringComparison.Ordinal);
        host.Mta.Sink.Clear();

        host.Mta.Send(list, Some.Post());
        Copy refused = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal(("", Author), (refused.ReturnPath, Assert.Single(refused.Recipients)));
        Assert.Contains("only subscribers may post to back@lists.example.org, and author@example.net is none: to subscribe, write to back-subscribe@lists.example.org; questions to back-owner@lists.example.org", host.Mta.Read(refused).Text, StringComparison.Ordinal);
        Assert.Equal("5.7.1", host.Mta.Read(refused).Status);
        host.Mta.Sink.Clear();

        host.Mta.Send(list, Some.Post(from: "ANN@a.example"), "ann@a.example");
        Assert.Equal(["ann@a.example"], Assert.Single(host.Mta.WaitForCopies(1)).Recipients);
    }

    [MtaFact]
    public void Owners_get_what_is_for_them()
    {
        string list = NewList("owned-by-three");
        byte[] letter = Some.Post("To all of you.\n");
        host.Mta.Send("owned-by-three-owner@lists.example.org", letter);
        Copy copy = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal("owned-by-three-bounces@lists.example.org", copy.ReturnPathList);
        Assert.Equal(["adam@a.example", "max@m.example", "zoe@z.example"], copy.Recipients.Order());
        Assert.EndsWith(Some.Text(letter), copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(copy.HeaderLines, line => line.StartsWith("List-", StringComparison.Ordinal));
    }

    [MtaFact]
    public void The_null_return_path_makes_no_bounce_and_keeps_what_it_is()
    {
        string list = NewList("null");
        host.Mta.Send(list, Some.Post(from: "ann@a.example"), sender: "");
        host.Mta.WaitForRefusal(list, "null@lists.example.org takes no automatic mail (it has the null return path); questions to null-owner@lists.example.org");
        host.Mta.Send("nothing-at-all@lists.example.org", Some.Post(), sender: "");
        host.Mta.WaitForRefusal("nothing-at-all@lists.example.org", "nothing-at-all@lists.example.org: there is no such list here");
        host.Mta.WaitUntilEmpty();
        Assert.Empty(host.Mta.Sink.Copies());

        host.Mta.Send("null-owner@lists.example.org", Some.Post(), sender: "");
        Copy copy = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal(string.Empty, copy.ReturnPath);
        Assert.Equal(3, copy.Recipients.Count);
    }

    [MtaFact]
    public void A_post_that_comes_again_is_dropped()
    {
        string list = NewList("again");
        byte[] post = Some.Post(from: "ann@a.example");
        host.Mta.Send(list, post);
        host.Mta.WaitForCopies(1);
        host.Mta.Send(list, post);
        Wait.Until(
            () => File.ReadLines(host.Sandbox.Log).Any(line => line.Contains(list, StringComparison.Ordinal) && line.EndsWith("dropped: distributed before", StringComparison.Ordinal)),
            "it is dropped",
            () => host.Mta.Log);
        host.Mta.WaitForCopies(1);
    }

    [MtaFact]
    public void A_post_of_its_own_list_that_comes_round_is_not_distributed_again()
    {
        string list = NewList("round");
        host.Mta.Send(list, Some.Post(from: "ann@a.example"), "ann@a.example");
        Copy copy = Assert.Single(host.Mta.WaitForCopies(1));
        host.Mta.Sink.Clear();
        // As another program would send it back: with a Message-ID of its own, and without the fields that say where it has been.
        string changed = copy.Text.Replace("Message-ID: <", "Message-ID: <other.", StringComparison.Ordinal)
            .Replace("List-Id: <round.lists.example.org>\n", string.Empty, StringComparison.Ordinal);
        host.Mta.Send(list, Some.Bytes(changed), "ann@a.example");
        Copy bounce = Assert.Single(host.Mta.WaitForCopies(1));
        Assert.Equal(("", "ann@a.example"), (bounce.ReturnPath, Assert.Single(bounce.Recipients)));
        Assert.Contains("this message has been through round@lists.example.org before", host.Mta.Read(bounce).Text, StringComparison.Ordinal);
    }

    [MtaFact]
    public void A_post_waits_in_the_queue_while_the_data_folder_is_broken_and_goes_out_once_afterwards()
    {
        string list = NewList("waits");
        string away = host.Sandbox.Data + ".away";
        Directory.Move(host.Sandbox.Data, away);
        host.Mta.Send(list, Some.Post(from: "ann@a.example"));
        host.Mta.WaitForDeferral("there is no database");
        Assert.False(host.Mta.IsQueueEmpty);
        Assert.Empty(host.Mta.Sink.Copies());

        Directory.Move(away, host.Sandbox.Data);
        Assert.Equal(["ann@a.example"], Assert.Single(host.Mta.WaitForCopies(1)).Recipients);
    }

    [MtaFact]
    public void Every_recipient_of_one_message_is_served()
    {
        string list = NewList("every");
        string other = host.NewOpenList("every-other", ["bob@b.example"]);
        byte[] post = Some.Post(from: "ann@a.example");
        Assert.Equal(0, host.Mta.RunWith(post, "/usr/sbin/sendmail", "-G", "-i", "-f", "ann@a.example", "--", list, other, "every-owner@lists.example.org").ExitCode);
        IReadOnlyList<Copy> copies = host.Mta.WaitForCopies(3);
        Assert.Equal(
            ["adam@a.example max@m.example zoe@z.example", "ann@a.example", "bob@b.example"],
            copies.Select(copy => string.Join(' ', copy.Recipients.Order())).Order());
    }

    private string NewList(string name)
    {
        host.Begin();
        string list = host.NewOpenList(name, ["ann@a.example"]);
        host.Sandbox.Ok("set", list, "owners=zoe@z.example,adam@a.example,max@m.example", "posting=subscribers");
        return list;
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class OwnDomainWithPostfixTests(PostfixHost host) : OwnDomainTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class OwnDomainWithEximTests(EximHost host) : OwnDomainTests(host);
