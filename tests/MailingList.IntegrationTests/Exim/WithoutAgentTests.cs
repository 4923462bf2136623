using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>Exim that runs `mailinglist check` for each recipient, as its own user.</summary>
public sealed class WithoutAgentTests : IDisposable
{
    private const string Stranger = "stranger@s.example";

    private readonly Sandbox _sandbox = new("sendmail:/usr/sbin/sendmail");
    private readonly IntegrationTests.Support.Exim _exim;
    private readonly string _list;

    public WithoutAgentTests()
    {
        _list = _sandbox.CreateList("dev", ["reader@r.example"], "author-check=none");
        _exim = new IntegrationTests.Support.Exim(_sandbox, MtaNeeds.None, ["--no-agent"]);
        // What `adduser Debian-exim mailinglist` does: its group reads the database. Files that are made later have the same group.
        Assert.Equal(0, _exim.Run("/bin/chgrp", "-R", "Debian-exim", _sandbox.Data).ExitCode);
        Assert.Equal(0, _exim.Run("/bin/chmod", "g+s", _sandbox.Data).ExitCode);
    }

    public void Dispose()
    {
        _exim.Dispose();
        _sandbox.Dispose();
    }

    [EximFact]
    public void Each_recipient_has_the_answer_of_check()
    {
        _sandbox.Ok("deny", "add", _list, "@evil.example");
        string[] answers = SmtpClient.Recipients(
            _exim.Port, Stranger, _list, "dev-owner@lists.example.org", "nothing@lists.example.org", "dev-confirm+abc@lists.example.org", "\"a b; \\\"$(id)`id`\"@lists.example.org");

        Assert.All(answers[..2], answer => Assert.Equal("250 Accepted", answer));
        Assert.Equal("550 5.1.1 nothing@lists.example.org: there is no such list here", answers[2]);
        Assert.All(answers[3..], answer => Assert.Matches("^550[- ]5\\.1\\.1 ", answer));
        Assert.Matches("^550[- ]5\\.7\\.1 ", SmtpClient.Recipients(_exim.Port, "eve@evil.example", _list)[0]);
        Assert.Equal("250 Accepted", SmtpClient.Recipients(_exim.Port, "\"x y --recipient=z\"@odd.example", _list)[0]);
        Assert.Equal("250 Accepted", SmtpClient.Recipients(_exim.Port, string.Empty, "dev-owner@lists.example.org")[0]);
        Assert.Empty(_exim.Panics);
    }

    [EximFact]
    public void Where_it_cannot_be_run_the_sender_tries_again()
    {
        Assert.Equal(0, _exim.Run("/bin/chmod", "0700", _sandbox.Data).ExitCode);
        Assert.Equal("451 4.3.0 the lists cannot be asked just now, try again later", SmtpClient.Recipients(_exim.Port, Stranger, _list)[0]);
        Assert.Equal(0, _exim.Run("/bin/chmod", "2750", _sandbox.Data).ExitCode);
        Assert.Equal("250 Accepted", SmtpClient.Recipients(_exim.Port, Stranger, _list)[0]);
    }

    [EximFact]
    public void What_is_taken_goes_out_and_what_the_message_says_is_refused_by_a_bounce()
    {
        _sandbox.Ok("set", _list, "posting=subscribers");
        _exim.Send(_list, Some.Post(from: "reader@r.example"), "reader@r.example");
        Assert.Equal(["reader@r.example"], Assert.Single(_exim.WaitForCopies(1)).Recipients);
        _exim.Send(_list, Some.Post(from: Stranger), Stranger);
        _exim.WaitForRefusal(_list, "only subscribers may post");
    }
}
