using System.Text.Json;
using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Exim.Support;
using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Exim;

/// <summary>A return path for each recipient that Exim itself writes.</summary>
public sealed class VerpTests : IDisposable
{
    private const string Ann = "ann@one.example";
    private const string Odd = "\"odd one\"@one.example";

    // With dev-bounces, a token and two signs, 34 bytes are left.
    private static readonly string Longest = $"{new string('l', 22)}@two.example";
    private static readonly string TooLong = $"{new string('l', 23)}@two.example";

    private readonly EximAgentHost _host;

    public VerpTests()
    {
        // The world is the sink and not the DNS.
        string router = EximAgentHost.Example("verp.router.conf")
            .Replace("driver = dnslookup\n", "driver = manualroute\n  route_list = * 127.0.0.1::{sink}\n  self = send\n", StringComparison.Ordinal)
            .Replace("  ignore_target_hosts = <; 0.0.0.0 ; 127.0.0.0/8 ; ::1\n", string.Empty, StringComparison.Ordinal);
        _host = new EximAgentHost(null, ("router/190_mailinglist_verp", router), ("transport/31_mailinglist_verp", EximAgentHost.Example("verp.transport.conf"))).StartAgent();
    }

    public void Dispose() => _host.Dispose();

    [EximFact]
    public void Each_subscriber_has_one_that_comes_back_as_their_own()
    {
        string list = _host.Sandbox.CreateList("dev", [Ann, Odd, Longest, TooLong], "author-check=none");
        // Who has none of their own shares a copy.
        IReadOnlyList<Copy> copies = Post(list, 3);
        Assert.Equal(
            [("dev-bounces+ann=one.example@lists.example.org", Ann), ("dev-bounces+" + Longest.Replace('@', '=') + "@lists.example.org", Longest), ("dev-bounces@lists.example.org", Odd), ("dev-bounces@lists.example.org", TooLong)],
            copies.SelectMany(copy => copy.Recipients, (copy, recipient) => (Path: WithoutToken(copy), Recipient: recipient)).OrderBy(pair => pair.Path, StringComparer.Ordinal).ThenBy(pair => pair.Recipient, StringComparer.Ordinal));
        Assert.All(copies, copy => Assert.InRange(copy.ReturnPath.IndexOf('@', StringComparison.Ordinal), 1, 64));

        foreach (string recipient in (string[])[Ann, Longest])
        {
            Copy copy = copies.Single(one => one.Recipients.Contains(recipient));
            Assert.StartsWith("250 ", SmtpClient.Send(_host.Port, string.Empty, Notification.Of("elsewhere@provider.example"), copy.ReturnPath), StringComparison.Ordinal);
        }

        _host.Exim.WaitUntilEmpty();
        using var bounced = JsonDocument.Parse(_host.Sandbox.Ok("bounces", list, "--json").Output);
        Assert.Equal([Ann, Longest], bounced.RootElement.EnumerateArray().Select(one => one.GetProperty("address").GetString()!).Order(StringComparer.Ordinal));
    }

    [EximFact]
    public void Who_has_one_already_has_it_once()
    {
        string list = _host.Sandbox.CreateList("dev", [Ann, TooLong], "author-check=none", "verp=always");
        IReadOnlyList<Copy> copies = Post(list, 2);
        Assert.Equal("dev-bounces+ann=one.example@lists.example.org", WithoutToken(copies.Single(copy => copy.Recipients.Contains(Ann))));
        Assert.Matches("^dev-bounces\\+~[~=][^+]+@lists.example.org$", WithoutToken(copies.Single(copy => copy.Recipients.Contains(TooLong))));
    }

    [EximFact]
    public void Nobody_elses_mail_is_concerned()
    {
        foreach (string sender in (string[])["bob@lists.example.org", "bob-bounces@lists.example.org", "dev-bounces+abcdefghijklmnopq@elsewhere.example", string.Empty])
        {
            Result sent = _host.Exim.RunWith(Some.Post(), "/usr/sbin/sendmail", "-i", "-f", sender.Length > 0 ? sender : "<>", "--", Ann);
            Assert.True(sent.ExitCode == 0, sent.Error);
            Assert.Equal(sender, Assert.Single(_host.Sent()).ReturnPath);
        }
    }

    private IReadOnlyList<Copy> Post(string list, int copies)
    {
        Assert.StartsWith("250 ", SmtpClient.Send(_host.Port, "author@x.example", Some.Post(), list), StringComparison.Ordinal);
        IReadOnlyList<Copy> all = _host.Exim.WaitForCopies(copies);
        _host.Exim.Sink.Clear();
        return all;
    }

    private static string WithoutToken(Copy copy) => Regex.Replace(copy.ReturnPath, "\\+[a-z2-7]{17}(?=[@+])", string.Empty);
}
