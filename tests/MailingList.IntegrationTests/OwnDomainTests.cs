using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>A domain of its own for lists, in a real Postfix: what senders, owners and bounces meet.</summary>
public sealed class OwnDomainTests : IDisposable
{
    private const string Author = "author@example.net";

    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly string _list;
    private readonly Postfix _postfix;

    public OwnDomainTests()
    {
        _list = _sandbox.CreateList("dev", ["ann@a.example"]);
        _sandbox.Ok("set", _list, "owners=zoe@z.example,adam@a.example,max@m.example", "posting=subscribers");
        _postfix = new Postfix(_sandbox);
    }

    public void Dispose()
    {
        _postfix.Dispose();
        _sandbox.Dispose();
    }

    [PostfixFact]
    public void What_cannot_be_delivered_goes_back_with_our_words()
    {
        _postfix.Send("nothing@lists.example.org", Some.Post());
        Copy unknown = Assert.Single(_postfix.WaitForCopies(1));
        Assert.Equal(("", Author), (unknown.ReturnPath, Assert.Single(unknown.Recipients)));
        Assert.Contains("nothing@lists.example.org: there is no such list here", OneLine(unknown), StringComparison.Ordinal);
        Assert.Contains("\nStatus: 5.1.1\n", unknown.Text, StringComparison.Ordinal);
        _postfix.Sink.Clear();

        _postfix.Send(_list, Some.Post());
        Copy refused = Assert.Single(_postfix.WaitForCopies(1));
        Assert.Equal(("", Author), (refused.ReturnPath, Assert.Single(refused.Recipients)));
        Assert.Contains("only subscribers may post to dev@lists.example.org, and author@example.net is none: to subscribe, write to dev-subscribe@lists.example.org; questions to dev-owner@lists.example.org", OneLine(refused), StringComparison.Ordinal);
        Assert.Contains("\nStatus: 5.7.1\n", refused.Text, StringComparison.Ordinal);
        _postfix.Sink.Clear();

        _postfix.Send(_list, Some.Post(from: "ANN@a.example"), "ann@a.example");
        Assert.Equal(["ann@a.example"], Assert.Single(_postfix.WaitForCopies(1)).Recipients);
    }

    [PostfixFact]
    public void Owners_get_what_is_for_them()
    {
        byte[] letter = Some.Post("To all of you.\n");
        _postfix.Send("dev-owner@lists.example.org", letter);
        Copy copy = Assert.Single(_postfix.WaitForCopies(1));
        Assert.Equal("dev-bounces@lists.example.org", copy.ReturnPathList);
        Assert.Equal(["adam@a.example", "max@m.example", "zoe@z.example"], copy.Recipients.Order());
        Assert.EndsWith(Some.Text(letter), copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(copy.HeaderLines, line => line.StartsWith("List-", StringComparison.Ordinal));
    }

    [PostfixFact]
    public void The_null_return_path_makes_no_bounce_and_keeps_what_it_is()
    {
        _postfix.Send(_list, Some.Post(from: "ann@a.example"), sender: "");
        _postfix.WaitForLog("dev@lists.example.org takes no automatic mail (it has the null return path); questions to dev-owner@lists.example.org");
        _postfix.Send("nothing@lists.example.org", Some.Post(), sender: "");
        _postfix.WaitForLog("nothing@lists.example.org: there is no such list here");
        _postfix.WaitUntilEmpty();
        Assert.Empty(_postfix.Sink.Copies());

        _postfix.Send("dev-owner@lists.example.org", Some.Post(), sender: "");
        Copy copy = Assert.Single(_postfix.WaitForCopies(1));
        Assert.Equal(string.Empty, copy.ReturnPath);
        Assert.Equal(3, copy.Recipients.Count);
    }

    [PostfixFact]
    public void A_post_that_comes_again_is_dropped()
    {
        byte[] post = Some.Post(from: "ann@a.example");
        _postfix.Send(_list, post);
        _postfix.WaitForCopies(1);
        _postfix.Send(_list, post);
        Wait.Until(() => File.ReadAllText(_sandbox.Log).Contains("dropped: distributed before", StringComparison.Ordinal), "it is dropped", () => _postfix.Log);
        _postfix.WaitForCopies(1);
    }

    [PostfixFact]
    public void A_post_of_its_own_list_that_comes_round_is_not_distributed_again()
    {
        _postfix.Send(_list, Some.Post(from: "ann@a.example"), "ann@a.example");
        Copy copy = Assert.Single(_postfix.WaitForCopies(1));
        _postfix.Sink.Clear();
        // As another program would send it back: with a Message-ID of its own, and without the fields that say where it has been.
        string changed = copy.Text.Replace("Message-ID: <", "Message-ID: <other.", StringComparison.Ordinal)
            .Replace("List-Id: <dev.lists.example.org>\n", string.Empty, StringComparison.Ordinal);
        _postfix.Send(_list, Some.Bytes(changed), "ann@a.example");
        Copy bounce = Assert.Single(_postfix.WaitForCopies(1));
        Assert.Equal(("", "ann@a.example"), (bounce.ReturnPath, Assert.Single(bounce.Recipients)));
        Assert.Contains("this message has been through dev@lists.example.org before", OneLine(bounce), StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_post_waits_in_the_queue_while_the_data_folder_is_broken_and_goes_out_once_afterwards()
    {
        string away = _sandbox.Data + ".away";
        Directory.Move(_sandbox.Data, away);
        _postfix.Send(_list, Some.Post(from: "ann@a.example"));
        _postfix.WaitForLog("status=deferred (there is no database");
        Assert.Contains("\"queue_name\": \"", _postfix.Run("/usr/sbin/postqueue", "-j").Output, StringComparison.Ordinal);
        Assert.Empty(_postfix.Sink.Copies());

        Directory.Move(away, _sandbox.Data);
        Assert.Equal(["ann@a.example"], Assert.Single(_postfix.WaitForCopies(1)).Recipients);
    }

    [PostfixFact]
    public void Every_recipient_of_one_message_is_served()
    {
        string other = _sandbox.CreateList("other", ["bob@b.example"]);
        byte[] post = Some.Post(from: "ann@a.example");
        Assert.Equal(0, Command.Run("/usr/bin/nsenter", ["--mount", "--target", File.ReadAllText(Path.Combine(_postfix.Folder, "ready")).Trim(), "--", "/usr/sbin/sendmail", "-G", "-i", "-f", "ann@a.example", "--", _list, other, "dev-owner@lists.example.org"], post).ExitCode);
        IReadOnlyList<Copy> copies = _postfix.WaitForCopies(3);
        Assert.Equal(
            ["adam@a.example max@m.example zoe@z.example", "ann@a.example", "bob@b.example"],
            copies.Select(copy => string.Join(' ', copy.Recipients.Order())).Order());
    }

    // Postfix folds what it shows to people.
    private static string OneLine(Copy copy) => string.Join(' ', copy.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
