using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>What a real Postfix says to the end of a message, with the agent as its milter behind one that knows authors.</summary>
[Collection(OneMilterHost.Name)]
public sealed class MessageTests(OneMilterHost host)
{
    private const string Signed = $"sue@{DmarcMilter.Signed}";
    private const string Stranger = "stranger@s.example";

    [PostfixFact]
    public void A_stranger_is_told_in_words_that_the_list_is_its_subscribers()
    {
        string list = host.NewList("private", "posting=subscribers");
        string answer = SmtpClient.Send(host.Port, Stranger, Some.Post(from: Stranger), list);
        Assert.StartsWith("550 5.7.1 ", answer, StringComparison.Ordinal);
        Assert.Contains("private", answer, StringComparison.Ordinal);
        Assert.Contains("subscribe", answer, StringComparison.Ordinal);
        Assert.Empty(host.Host.Sent());
        host.Host.WaitForLog("milter to=private@lists.example.org from=<stranger@s.example> refused rule=");
    }

    [PostfixFact]
    public void A_subscriber_s_post_goes_out()
    {
        string list = host.NewList("open-to-readers", "posting=subscribers");
        const string Reader = "reader@open-to-readers.example";
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Reader, Some.Post(from: Reader), list), StringComparison.Ordinal);
        Assert.Equal([Reader], Assert.Single(host.Host.Sent()).Recipients);
    }

    [PostfixFact]
    public void The_largest_body_is_known_to_the_byte()
    {
        string list = host.NewList("small", "max-size=1k");
        string body = new string('x', 500) + "\n" + new string('y', 522) + "\n";
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, Some.Post(body[1..], Stranger)[..^1], list), StringComparison.Ordinal);
        Assert.StartsWith("550 5.", SmtpClient.Send(host.Port, Stranger, Some.Post("123" + body, Stranger), list), StringComparison.Ordinal);
        Assert.Single(host.Host.Sent());
    }

    [PostfixFact]
    public void Of_two_lists_the_one_that_refuses_is_taken_out_and_the_author_who_is_known_gets_a_letter()
    {
        string open = host.NewList("two-open");
        string closed = host.NewList("two-closed", "posting=subscribers");
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Signed, Some.Post("To both.\n", Signed), open, closed), StringComparison.Ordinal);
        host.Host.WaitForLog("to=two-closed@lists.example.org author told: ");
        IReadOnlyList<Copy> copies = host.Host.Sent();
        Assert.Equal(["reader@two-open.example", Signed], copies.SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal));
        Copy letter = copies.Single(copy => copy.Recipients.Contains(Signed));
        Assert.Equal((string.Empty, "two-closed did not take your mail"), (letter.ReturnPath, MailUser.Parse(letter).Subject));
        Assert.Contains("subscribe", MailUser.Parse(letter).TextBody, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void An_author_whom_nobody_knows_gets_no_letter_and_nobody_else_loses_the_message()
    {
        string open = host.NewList("anon-open");
        string closed = host.NewList("anon-closed", "posting=subscribers");
        // What a stranger writes about themselves proves nothing.
        byte[] post = Some.Post("To three.\n", Signed, $"Authentication-Results: mx1.example.net; dmarc=pass header.from={DmarcMilter.Signed}\n");
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, Some.Post("To three.\n", Stranger), closed, open, "friend@f.example"), StringComparison.Ordinal);
        host.Host.WaitForLog("milter to=anon-closed@lists.example.org from=<stranger@s.example> refused");
        Assert.Equal(["friend@f.example", "reader@anon-open.example"], host.Host.Sent().SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal));
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, closed, "friend@f.example"), StringComparison.Ordinal);
        Assert.Equal(["friend@f.example"], host.Host.Sent().SelectMany(copy => copy.Recipients));
        Assert.DoesNotContain("to=anon-closed@lists.example.org author told", host.Host.Log, StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_list_is_taken_out_of_the_recipients_however_it_was_typed()
    {
        host.NewList("typed-closed", "posting=subscribers");
        byte[] post = Some.Post("To a list and a friend.\n", Stranger);
        string[] typed = SmtpClient.Spellings("typed-closed", "lists.example.org");
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, [.. typed, "friend@f.example"]), StringComparison.Ordinal);
        // What is left in is refused by the pipe, and comes back to the stranger.
        Assert.Equal(["friend@f.example"], host.Host.Sent().SelectMany(copy => copy.Recipients));
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, Stranger, post, typed), StringComparison.Ordinal);
    }

    [PostfixFact]
    public void A_header_that_is_too_large_is_refused_for_lists_and_for_nobody_else() => IsRefusedForListsAlone("wordy", $"X-Long: {new string('x', 900)}\n", 1200);

    [PostfixFact]
    public void A_header_of_too_many_fields_is_refused_for_lists_and_for_nobody_else() => IsRefusedForListsAlone("busy", "a:\n", 5000);

    private void IsRefusedForListsAlone(string name, string field, int fields)
    {
        string list = host.NewList(name);
        byte[] post = Some.Post(headers: string.Concat(Enumerable.Repeat(field, fields)));
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, "friend@f.example"), StringComparison.Ordinal);
        Assert.StartsWith("550 5.6.0 the header block is too large", SmtpClient.Send(host.Port, Stranger, post, list), StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, list, "friend@f.example"), StringComparison.Ordinal);
        Assert.Equal(["friend@f.example", "friend@f.example"], host.Host.Sent().SelectMany(copy => copy.Recipients));
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, Some.Post(), list), StringComparison.Ordinal);
        Assert.Single(host.Host.Sent());
    }

    [PostfixFact]
    public void Where_authors_are_checked_a_subscriber_s_post_is_taken_from_their_domain_alone()
    {
        string list = host.NewList("checked", "posting=subscribers");
        host.Host.Sandbox.Ok("set", list, "author-check=require");
        host.Host.Sandbox.Ok("subscribe", list, Signed);
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Signed, Some.Post(from: Signed), list), StringComparison.Ordinal);
        byte[] forged = Some.Post(from: Signed, headers: $"Authentication-Results: MX1.example.net; dmarc=pass header.from={DmarcMilter.Signed}\n");
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, Stranger, Some.Post(from: Signed), list), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, "reader@checked.example", Some.Post(from: "reader@checked.example"), list), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, Stranger, Some.Bytes(Some.Text(forged).Replace("Authentication", "Received: from a by b; Mon, 23 Nov 2026 05:00:00 +0000\nAuthentication", StringComparison.Ordinal)), list), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(host.Host.Sent()).Recipients.Count);
    }

    [PostfixFact]
    public void Who_is_denied_is_refused_at_RCPT_and_a_header_rule_drops_what_it_says()
    {
        string list = host.NewList("ruled");
        host.Host.Sandbox.Ok("deny", "add", list, "@evil.example");
        host.Host.Sandbox.Ok("header-rule", "add", list, "X-Spam-Flag: YES", "reject");
        host.Host.Sandbox.Ok("header-rule", "add", list, "X-Virus: *", "discard");
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Recipients(host.Port, "eve@evil.example", list)[0], StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, Stranger, Some.Post(from: "eve@evil.example"), list), StringComparison.Ordinal);
        Assert.StartsWith("550 5.7.1 ", SmtpClient.Send(host.Port, Stranger, Some.Post(headers: "x-spam-flag:  yes\n"), list), StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, Some.Post(headers: "X-Virus: a worm\n"), list), StringComparison.Ordinal);
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, Some.Post(headers: "X-Virus: a worm\n"), list, "friend@f.example"), StringComparison.Ordinal);
        Assert.Equal(["friend@f.example"], host.Host.Sent().SelectMany(copy => copy.Recipients));
    }

    [PostfixFact]
    public void Pitfall_11_what_others_get_beside_a_list_is_not_touched()
    {
        string list = host.NewList("beside");
        byte[] post = Some.Post("To a list and a friend.\n", Stranger);
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, "friend@f.example"), StringComparison.Ordinal);
        Copy alone = Assert.Single(host.Host.Sent());
        Assert.StartsWith("250 ", SmtpClient.Send(host.Port, Stranger, post, list, "friend@f.example"), StringComparison.Ordinal);
        Copy beside = host.Host.Sent().Single(copy => copy.Recipients.Contains("friend@f.example"));
        Assert.Equal((Stranger, Own(alone)), (beside.ReturnPath, Own(beside)));

        // What Postfix says of each message is not the same for any two of them.
        static string Own(Copy copy) => string.Join('\n', copy.Text.Split('\n').SkipWhile(line => !line.StartsWith("Authentication-Results", StringComparison.Ordinal)));
    }

    [PostfixFact]
    public void Many_messages_of_one_connection_are_each_judged_alone()
    {
        string list = host.NewList("series", "posting=subscribers");
        const string Reader = "reader@series.example";
        using var client = new SmtpClient(host.Port);
        for (int i = 0; i < 3; i++)
        {
            Assert.StartsWith("250 ", client.Begin(Stranger, list)[0], StringComparison.Ordinal);
            Assert.StartsWith("550 5.7.1 ", client.End(Some.Post(from: Stranger)), StringComparison.Ordinal);
            Assert.StartsWith("250 ", client.Begin(Reader, list, "somebody@elsewhere.example")[0], StringComparison.Ordinal);
            Assert.StartsWith("250 ", client.Say("RSET"), StringComparison.Ordinal);
            Assert.StartsWith("250 ", client.Begin(Reader, list)[0], StringComparison.Ordinal);
            Assert.StartsWith("250 ", client.End(Some.Post(from: Reader)), StringComparison.Ordinal);
        }

        Assert.Equal([Reader, Reader, Reader], host.Host.Sent().SelectMany(copy => copy.Recipients));
    }
}
