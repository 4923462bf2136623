using CsCheck;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Recorded;

/// <summary>A session of a real Postfix, however its bytes arrive.</summary>
public sealed class RecordedSessionTests
{
    private static readonly byte[] Bytes = [.. Recording.Postfix.SelectMany(packet => packet)];

    // It was recorded with a milter that leaves nothing out.
    private static readonly byte[] Answer = Play([Bytes]).Sent;

    [Fact]
    public void The_application_hears_what_the_clients_said()
    {
        Assert.Equal(
            [
                "connect localhost IPv4 127.0.0.1",
                "helo client.example.net",
                "mail author@example.net SIZE=300 BODY=8BITMIME",
                "rcpt dev@example.org NOTIFY=NEVER",
                "rcpt ann@example.org",
                "header From: Author <author@example.net>\nSubject: a test,\n\tfolded\nX-Raw:  \u00e9\n"
                    + "Message-Id: <20261123154859.3803DB20432@mx1.example.net>\nDate: Mon, 23 Nov 2026 15:48:59 +0000 (UTC)\n",
                "body Hello.\r\n\r\n.dot\r\n",
                "end",
                "forget",
                "mail ",
                "forget",
                "helo again",
                "mail second@example.net",
                "rcpt \"a b\"@example.org",
                "header From: second@example.net\nMessage-Id: <20261123154859.3B296B201C4@mx1.example.net>\nDate: Mon, 23 Nov 2026 15:48:59 +0000 (UTC)\n",
                "end",
                "forget",
                "close",
            ],
            Play([Bytes]).Told);
        Assert.Equal(["O00000006 000000ff 00100780 ", .. Enumerable.Repeat("c", 17)], Hear.All(Answer));
    }

    [Fact]
    public void Every_cut_into_two_gives_the_same()
    {
        for (int at = 0; at <= Bytes.Length; at++)
        {
            Assert.Equal(Answer, Play([Bytes[..at], Bytes[at..]]).Sent);
        }
    }

    [Fact]
    public void Any_cuts_give_the_same()
    {
        Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 200]).Array[1, 50].Sample(
            sizes => Play(Cut(sizes)).Sent.SequenceEqual(Answer),
            iter: 300);
    }

    private static IEnumerable<byte[]> Cut(int[] sizes)
    {
        int at = 0;
        for (int i = 0; at < Bytes.Length; i++)
        {
            int size = Math.Min(sizes[i % sizes.Length], Bytes.Length - at);
            yield return Bytes[at..(at + size)];
            at += size;
        }
    }

    private static (byte[] Sent, string[] Told) Play(IEnumerable<byte[]> pieces)
    {
        var milter = new ScriptedMilter { Needs = new MilterNeeds { Sees = ScriptedMilter.All, Changes = (MilterActions)0xff } };
        using var dialogue = new Dialogue(milter);
        foreach (byte[] piece in pieces)
        {
            dialogue.Say(piece);
        }

        dialogue.Conversation.Close();
        return (dialogue.Sent, [.. milter.Told]);
    }
}
