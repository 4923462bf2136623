using MailingList.IntegrationTests.ByMail.Support;
using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>People write with the programs that they have.</summary>
public abstract class MailProgramsTests(MailHost host)
{
    private static readonly (string User, Func<MimeMessage> First, Func<string, MimeMessage> Answer)[] Programs =
    [
        ("outlook@programs.example", () => MailPrograms.Outlook("Please put me on the list.", "", "Kind regards"), MailPrograms.OutlookReply),
        ("gmail@programs.example", () => MailPrograms.Gmail("please"), MailPrograms.HtmlReply),
        ("phone@programs.example", () => MailPrograms.Phone("Bitte aufnehmen."), MailPrograms.PhoneReply),
        ("bird@programs.example", () => MailPrograms.Thunderbird("Hello"), text => MailPrograms.FoldingReply(text, 30)),
        ("empty@programs.example", MailPrograms.AppleEmpty, text => MailPrograms.FoldingReply(text, 16)),
        ("bare@programs.example", MailPrograms.Bare, text => MailPrograms.HtmlReply(text.ToUpperInvariant())),
    ];

    [MtaFact]
    public void Whatever_a_program_makes_of_a_mail_it_subscribes_and_whatever_it_makes_of_the_token_it_confirms()
    {
        host.Begin();
        string list = host.NewList("programs", ["ann@programs.example"]);
        foreach ((string user, Func<MimeMessage> first, _) in Programs)
        {
            host.User(user).Write("programs-subscribe@lists.example.org", first());
        }

        IReadOnlyList<MimeMessage> questions = host.Letters([.. Programs.Select(program => program.User)]);
        Assert.Empty(host.Subscribers(list));
        foreach (((string user, _, Func<string, MimeMessage> answer), MimeMessage question) in Programs.Zip(questions))
        {
            // To an address without the token, and with a subject of their own: only the text has it.
            host.User(user).Write("programs-confirm@lists.example.org", answer(question.TextBody!), "it is me");
        }

        IReadOnlyList<MimeMessage> welcomes = host.Letters([.. Programs.Select(program => program.User)]);
        Assert.All(welcomes, welcome => Assert.Equal("Welcome to programs", welcome.Subject));
        Assert.Equal(Programs.Select(program => program.User).Order(StringComparer.Ordinal), host.Subscribers(list));
    }

    [MtaFact]
    public void A_token_in_the_body_of_a_mail_to_the_address_of_commands_confirms_too()
    {
        host.Begin();
        string list = host.NewList("bodies", ["ann@programs.example"]);
        MailUser[] users = [host.User("one@bodies.example"), host.User("two@bodies.example"), host.User("three@bodies.example")];
        Assert.All(users, user => user.Write("bodies-request@lists.example.org", "Re: subscribe"));
        IReadOnlyList<MimeMessage> questions = host.Letters([.. users.Select(user => user.Address)]);
        users[0].Write("bodies-request@lists.example.org", MailPrograms.OutlookReply(questions[0].TextBody!), "Re: " + questions[0].Subject);
        users[1].Write("bodies-request@lists.example.org", MailPrograms.PhoneReply(questions[1].TextBody!), "Re: " + questions[1].Subject);
        users[2].Write("bodies-request@lists.example.org", MailPrograms.Thunderbird(questions[2].TextBody!.TrimEnd().Split('\n')[^1]));
        host.Letters([.. users.Select(user => user.Address)]);
        Assert.Equal(users.Select(user => user.Address).Order(StringComparer.Ordinal), host.Subscribers(list));
    }

    [MtaFact]
    public void Commands_are_found_in_what_programs_write()
    {
        host.Begin();
        string list = host.NewList("written", ["ann@programs.example"]);
        string[] users = ["outlook@written.example", "gmail@written.example", "phone@written.example", "bird@written.example"];
        host.Sandbox.Ok(["subscribe", list, .. users]);
        host.User(users[0]).Write("written-request@lists.example.org", MailPrograms.Outlook("set delivery none", "settings", "", "--", "Bob Builder"));
        host.User(users[1]).Write("written-request@lists.example.org", MailPrograms.Gmail("set delivery none\nsettings"), "a question");
        host.User(users[2]).Write("written-request@lists.example.org", MailPrograms.Phone("unsubscribe\nend"), "");
        host.User(users[3]).Write("written-request@lists.example.org", MailPrograms.Thunderbird("Unsubscribe"), "UNSUBSCRIBE");

        IReadOnlyList<MimeMessage> questions = host.Letters(users);
        Assert.All(questions.Take(2), question =>
        {
            Assert.Contains("\n    set delivery none\n    settings\n\n", question.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("Bob Builder", question.TextBody, StringComparison.Ordinal);
        });
        Assert.Equal("Please confirm that you leave written", questions[2].Subject);
        foreach ((string user, MimeMessage question) in users.Zip(questions))
        {
            host.User(user).Reply(question);
        }

        host.Letters(users);
        Assert.Equal(["gmail@written.example", "outlook@written.example"], host.Subscribers(list));
        Assert.Equal(2, host.Sandbox.Ok("export", list).Lines.Count(line => line.Contains(",none,", StringComparison.Ordinal)));
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class MailProgramsWithPostfixTests(PostfixHost host) : MailProgramsTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class MailProgramsWithEximTests(EximHost host) : MailProgramsTests(host);
