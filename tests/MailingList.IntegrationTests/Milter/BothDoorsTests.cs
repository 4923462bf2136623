using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Milter.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>The same message by way of the milter and of the pipe: the same verdict, in the same words.</summary>
[Collection(OneMilterHost.Name)]
public sealed partial class BothDoorsTests(OneMilterHost host)
{
    private const string Reader = "reader@doors.example";
    private const string Stranger = "stranger@s.example";

    [PostfixFact]
    public void Both_doors_say_the_same()
    {
        string list = host.NewList("doors", "posting=subscribers", "max-size=2k");
        (string Recipient, string Sender, byte[] Message)[] all =
        [
            (list, Reader, Some.Post(from: Reader)),
            (list, Stranger, Some.Post(from: Reader)),
            (list, Reader, Some.Post(from: Stranger)),
            (list, string.Empty, Some.Post(from: Reader)),
            (list, Reader, Some.Post(from: $"{Reader}>, Other <{Stranger}")),
            (list, Reader, Some.Post(from: $"{Reader}>, \"CEO\" <ceo@-corp.example")),
            (list, Reader, Some.Post(from: Reader, headers: "Auto-Submitted: auto-replied\n")),
            (list, Reader, Some.Post(from: Reader, headers: "List-Id: dev\n <doors.lists.example.org>\n")),
            (list, Reader, Some.Post(from: Reader, headers: $"X-MailingList-Loop: {list}\n")),
            (list, Reader, Some.Post(from: Reader, headers: string.Concat(Enumerable.Repeat("Received: from a by b; Mon, 23 Nov 2026 05:00:00 +0000\n", 28)))),
            (list, Reader, Some.Post(from: Reader, headers: string.Concat(Enumerable.Repeat("Received: from a by b; Mon, 23 Nov 2026 05:00:00 +0000\n", 31)))),
            (list, Reader, Some.Post(new string('x', 900) + "\n" + new string('y', 1300) + "\n", Reader)),
            ("nothing@lists.example.org", Reader, Some.Post(from: Reader)),
            ("doors-bounces@lists.example.org", Reader, Some.Post(from: Reader)),
            ("doors-owner@lists.example.org", string.Empty, Some.Post(from: "mailer-daemon@elsewhere.example")),
        ];
        int accepted = 0;
        foreach ((string recipient, string sender, byte[] message) in all)
        {
            string said = Smtp.Send(host.Port, sender, recipient, message);
            host.Host.Sent();
            // As another mail, for the same one would be dropped.
            Result piped = host.Host.Deliver(recipient, sender, Some.Bytes(Some.Text(message).Replace("Message-ID: <", "Message-ID: <again.", StringComparison.Ordinal)));
            string what = $"{recipient} from {sender}: {said} / {piped.ExitCode} {piped.Output}";
            Assert.True(piped.ExitCode is 0 or 67 or 77, what);
            Assert.True(said.StartsWith(piped.ExitCode == 0 ? "250 " : "550 ", StringComparison.Ordinal), what);
            if (piped.ExitCode != 0)
            {
                Assert.Equal(Words(piped.Output.TrimEnd()), Words(said["550 ".Length..]));
            }

            accepted += piped.ExitCode == 0 ? 1 : 0;
        }

        Assert.InRange(accepted, 3, all.Length - 9);
        host.Host.Sent();
    }

    // Our own Received field is one of the hops, and is there for the pipe only where an MTA brought the mail.
    private static string Words(string text) => Hops().Replace(text, "through N hosts");

    [GeneratedRegex("through [0-9]+ hosts")]
    private static partial Regex Hops();
}
