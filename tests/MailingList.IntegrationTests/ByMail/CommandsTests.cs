using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>Commands to a list's -request address: an owner's, a subscriber's, a stranger's.</summary>
public abstract class CommandsTests(MailHost host)
{
    private const string Carl = "carl@commands.example";

    [MtaFact]
    public void A_mail_of_an_owner_is_confirmed_once_and_its_commands_are_carried_out_in_their_order()
    {
        MailUser ann = host.User("ann@owned.example");
        string list = NewList("owned", ann, "description=Before");
        ann.Write("owned-request@lists.example.org", "", $"who\nsubscribe {Carl} none\nset description=Hello World\nset posting=announce\nwho\nshow\nend\nunsubscribe\n");
        MimeMessage question = ann.Receive();
        // An owner must see whom it is about; but of what somebody else may have written, if this is a forgery, no words.
        Assert.Contains($"\n    who\n    subscribe {Carl} none\n    set description=...\n    set posting=announce\n    who\n    show\n\n", question.TextBody, StringComparison.Ordinal);
        Assert.Empty(host.Subscribers(list));
        Assert.Contains("Before", host.Sandbox.Ok("show", list).Output, StringComparison.Ordinal);

        ann.Reply(question);
        IReadOnlyList<MimeMessage> letters = host.Letters(ann.Address, Carl);
        Assert.Contains(
            $"> who\n    -\n\n> subscribe {Carl} none\ndone\n\n> set description=...\ndone\n\n> set posting=announce\ndone\n\n> who\n    {Carl}\n\n> show\ndescription=Hello World\nposting=announce\n",
            letters[0].TextBody,
            StringComparison.Ordinal);
        Assert.Equal("Welcome to owned", letters[1].Subject);
        Assert.Null(letters[1].InReplyTo);
        Assert.Contains($"{Carl},,none,", host.Sandbox.Ok("export", list).Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^description +Hello World .*\n(.*\n)*posting +announce ", host.Sandbox.Ok("show", list).Output);
        Assert.Equal([$"subscribed owner {ann.Address}"], host.Story(list, Carl));

        ann.Write("owned-request@lists.example.org", $"unsubscribe {Carl}");
        ann.Reply(ann.Receive());
        Assert.Equal("You have left owned", host.Letters(ann.Address, Carl)[1].Subject);
        Assert.Empty(host.Subscribers(list));
    }

    [MtaFact]
    public void A_stranger_changes_and_learns_nothing_and_whose_name_they_used_is_asked()
    {
        MailUser ann = host.User("ann@guarded.example");
        string list = NewList("guarded", ann, "description=Secret");
        host.Sandbox.Ok("subscribe", list, Carl);
        MailUser eve = host.User("eve@strange.example");
        eve.Write("guarded-request@lists.example.org", "", $"unsubscribe {Carl}\nset posting=open\nshow\nwho\nsettings\nwhich\n");
        string answer = eve.Receive().TextBody!;
        Assert.Contains("> unsubscribe ...\nonly owners of the list can do this\n\n> set posting=open\nonly owners of the list can do this\n\n> show\nonly owners of the list can do this\n", answer, StringComparison.Ordinal);
        Assert.Contains("> settings\nthis address is not subscribed\n\n> which\n    -\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", answer, StringComparison.Ordinal);

        // As the owner: the owner is asked, and the forger hears nothing.
        byte[] forged = Some.Post($"unsubscribe {Carl}\nshow\n", ann.Address);
        host.Mta.Send("guarded-request@lists.example.org", forged, eve.Address);
        Assert.StartsWith("Please confirm your commands for guarded", ann.Receive().Subject, StringComparison.Ordinal);
        Assert.Equal([Carl], host.Subscribers(list));
    }

    [MtaFact]
    public void Who_is_told_to_whom_the_list_says()
    {
        string list = NewList("seen", host.User("ann@seen.example"), "who=subscribers");
        MailUser bob = host.User("bob@seen.example");
        host.Sandbox.Ok("subscribe", list, bob.Address, Carl);
        bob.Write("seen-request@lists.example.org", "who");
        MimeMessage who = bob.Receive();
        Assert.Contains($"\n    {Carl}\n    {bob.Address}\n\nNumber of subscribers: 2\n", who.TextBody, StringComparison.Ordinal);

        host.User("eve@seen.example").Write("seen-request@lists.example.org", "who");
        Assert.DoesNotContain(Carl, Assert.Single(host.Letters("eve@seen.example")).TextBody, StringComparison.Ordinal);

        host.Sandbox.Ok("set", list, "who=nobody");
        bob.Write("seen-request@lists.example.org", "", "who\n");
        Assert.DoesNotContain(Carl, bob.Receive().TextBody, StringComparison.Ordinal);
    }

    [MtaFact]
    public void Which_names_all_lists_of_the_one_who_asks()
    {
        MailUser bob = host.User("Bob@which.example");
        string[] lists = [NewList("which-one", bob), NewList("which-two", bob), NewList("which-not", bob)];
        Assert.All(lists[..2], list => host.Sandbox.Ok("subscribe", list, bob.Address));
        bob.Write("which-not-request@lists.example.org", "Re: [x] WHICH");
        Assert.Contains("\n    which-one@lists.example.org\n    which-two@lists.example.org\n\n", bob.Receive().TextBody, StringComparison.Ordinal);
    }

    private string NewList(string name, MailUser owner, params string[] settings)
    {
        host.Begin();
        return host.NewList(name, [owner.Address], settings);
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class CommandsWithPostfixTests(PostfixHost host) : CommandsTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class CommandsWithEximTests(EximHost host) : CommandsTests(host);
