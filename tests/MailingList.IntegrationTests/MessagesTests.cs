using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Messages as no textbook has them: what is passed on is what came, to the byte, below the list's own fields.</summary>
public sealed class MessagesTests : IDisposable
{
    private static readonly string[] Ours =
        ["List-Id", "List-Help", "List-Unsubscribe", "List-Subscribe", "List-Post", "List-Owner", "Precedence", "X-MailingList-Loop"];

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public MessagesTests()
    {
        _list = _sandbox.CreateList("dev", ["ann@a.example"], "max-size=0");
    }

    public static TheoryData<string> Names => [.. Messages.Select(message => message.Name)];

    private static IEnumerable<OddMessage> Messages => OddMessage.All.Concat(OddMessage.FilesOnly);

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [MemberData(nameof(Names))]
    public void Every_byte_is_passed_on(string name)
    {
        OddMessage message = Messages.Single(odd => odd.Name == name);
        Expect.Done(_sandbox.Deliver(_list, message.Bytes));
        Copy copy = Assert.Single(_sandbox.Copies());

        string lineEnd = message.Header.Split('\n')[0].EndsWith('\r') ? "\r\n" : "\n";
        string endsOpen = message.Header.Length > 0 && !message.Header.EndsWith('\n') ? "\n" : string.Empty;
        string separator = message.Separator.Length > 0 && message.Header.Length > 0 ? message.Separator : lineEnd;
        // The empty line that ends the header block is ours, whatever the author's was.
        string passedOn = message.Header + endsOpen + (message.Name == "CRLF and bare LF mixed" ? "\n" : separator) + message.Body;
        Assert.EndsWith(passedOn, copy.Text, StringComparison.Ordinal);
        string[] added = copy.Text[..^passedOn.Length].Split(lineEnd);
        Assert.Equal(string.Empty, added[^1]);
        Assert.Equal(message.HasMessageId ? Ours : [.. Ours, "Message-ID"], added[..^1].Select(field => field.Split(':')[0]));
    }

    [ExecutableFact]
    public void Thirty_megabytes_are_passed_on()
    {
        byte[] post = Large();
        Expect.Done(_sandbox.Deliver(_list, post));
        Assert.EndsWith(Some.Text(post), Assert.Single(_sandbox.Copies()).Text, StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void Fields_of_a_delivery_and_of_another_list_are_taken_out_and_no_others()
    {
        byte[] post = Some.Bytes(
            "Return-Path: <author@example.net>\nDelivered-To: dev@lists.example.org\nDelivered-To: else@example.net\nDELIVERED-TO: DEV@lists.example.org\nReceived: from a\n by b\n"
            + "List-Id: Other <other.example.net>\nlist-post: <mailto:x@example.net>,\n <mailto:y@example.net>\nList-Unsubscribe-Post: x\nListless: stays\nPrecedence: bulk\n"
            + "Message-ID: <taken.out@example.net>\nreturn-path: <>\nX-MailingList-Loop: other@lists.example.org\n\nReturn-Path: in the body\n");
        Expect.Done(_sandbox.Deliver(_list, post));
        string text = Assert.Single(_sandbox.Copies()).Text;
        Assert.EndsWith(
            "\nX-MailingList-Loop: dev@lists.example.org\nDelivered-To: else@example.net\nReceived: from a\n by b\nListless: stays\nPrecedence: bulk\nMessage-ID: <taken.out@example.net>\nX-MailingList-Loop: other@lists.example.org\n\nReturn-Path: in the body\n",
            text, StringComparison.Ordinal);
        Assert.Equal(Ours.Where(name => name.StartsWith("List-", StringComparison.Ordinal)), text.Split('\n').Where(line => line.StartsWith("List-", StringComparison.OrdinalIgnoreCase)).Select(line => line.Split(':')[0]));
    }

    [ExecutableFact]
    public void A_Message_ID_that_is_made_is_the_same_at_every_try()
    {
        var sendmail = new FakeSendmail(_sandbox, "cat > message; mv message taken; exit 75");
        byte[] post = Some.Bytes("Subject: unnamed\n\nHello.\n");
        Expect.TryAgain(_sandbox.Deliver(_list, post));
        sendmail.Does(FakeSendmail.Takes);
        Expect.Done(_sandbox.Deliver(_list, post));
        string[] made = [.. sendmail.Calls.Select(call => Assert.Single(Some.Text(call.Message!).Split('\n'), line => line.StartsWith("Message-ID: ", StringComparison.Ordinal)))];
        Assert.Matches("^Message-ID: <[0-9a-f]{40}@lists.example.org>$", made[0]);
        Assert.Equal([made[0], made[0]], made);
    }

    [ExecutableFact]
    public void Nothing_at_all_is_no_message()
    {
        Expect.Refused(_sandbox.Deliver(_list, []), 65, "5.6.0", "there is no message");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void A_header_block_that_does_not_end_is_no_message()
    {
        Expect.Refused(_sandbox.Deliver(_list, Some.Bytes($"X-Endless: {new string('x', 1 << 20)}")), 65, "5.6.0", "header block is larger");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void A_post_beyond_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        _sandbox.Ok("set", _list, "max-size=2k");
        Expect.Done(_sandbox.Deliver(_list, Some.Post(new string('x', 2048))));
        Expect.Refused(_sandbox.Deliver(_list, Some.Post(new string('x', 2049))), 77, "5.2.3", "takes posts of up to 2k bytes; the body of this one has 2049");
        Assert.Single(_sandbox.Copies());
    }

    private static byte[] Large() => Some.Post(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 30_000)));
}
