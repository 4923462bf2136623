using MailingList.Milter.Answers;
using MailingList.Milter.Negotiation;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Answers;

public sealed class MessageChangesTests
{
    [Fact]
    public void All_changes_come_in_their_order_before_the_verdict()
    {
        string[] heard = Changed(async changes =>
        {
            changes.AddHeader("X-Added", "one");
            changes.InsertHeader(0, "X-Top", "two\n three");
            changes.ChangeHeader(2, "Subject", "four");
            changes.DeleteHeader(1, "X-Old");
            changes.ChangeSender("bounces@lists.example.org");
            changes.ChangeSender("", "SIZE=5");
            changes.AddRecipient("ann@example.net");
            changes.AddRecipient("bob@example.net", "NOTIFY=NEVER");
            changes.DeleteRecipient("müller@example.net");
            await changes.ReplaceBodyAsync("New.\r\n"u8.ToArray());
            changes.Quarantine("odd");
            await changes.ReportProgressAsync();
        });
        Assert.Equal(
            [
                "hX-Added\\0 one\\0",
                "i00000000 X-Top\\0 two\\n three\\0",
                "m00000002 Subject\\0 four\\0",
                "m00000001 X-Old\\0\\0",
                "e<bounces@lists.example.org>\\0",
                "e<>\\0SIZE=5\\0",
                "+<ann@example.net>\\0",
                "2<bob@example.net>\\0NOTIFY=NEVER\\0",
                "-<m\u00c3\u00bcller@example.net>\\0",
                "bNew.\\r\\n",
                "qodd\\0",
                "p",
                "c",
            ],
            heard);
    }

    [Fact]
    public void A_blank_follows_the_colon_once()
    {
        static ValueTask Change(MessageChanges changes)
        {
            changes.AddHeader("A", "one");
            changes.AddHeader("B", " two");
            changes.AddHeader("C", "\n\tthree");
            changes.AddHeader("D", "");
            return default;
        }

        Assert.Equal(["hA\\0 one\\0", "hB\\0 two\\0", "hC\\0\\n\tthree\\0", "hD\\0 \\0", "c"], Changed(Change));
        // Without SMFIP_HDR_LEADSPC the MTA puts a blank there itself.
        Assert.Equal(["hA\\0one\\0", "hB\\0 two\\0", "hC\\0\\n\tthree\\0", "hD\\0\\0", "c"], Changed(Change, Say.Options(steps: 0x7f)));
    }

    [Fact]
    public void A_body_is_cut_into_the_chunks_of_the_protocol()
    {
        byte[] body = [.. Enumerable.Repeat((byte)'x', 140_000)];
        string[] heard = Changed(async changes =>
        {
            await changes.ReplaceBodyAsync(body);
            await changes.ReplaceBodyAsync("end\r\n"u8.ToArray());
        });
        Assert.Equal([65_535, 65_535, 8_930], heard[..3].Select(packet => packet.Length - 1));
        Assert.Equal(["bend\\r\\n", "c"], heard[3..]);
    }

    [Fact]
    public void Pitfall_10_a_body_is_replaced_in_one_piece()
    {
        string[] heard = Changed(async changes =>
        {
            await changes.ReplaceBodyAsync("one"u8.ToArray());
            changes.AddHeader("X", "y");
            await changes.ReplaceBodyAsync("two"u8.ToArray());
        });
        Assert.Equal(["bone", "hX\\0 y\\0", "t"], heard);
    }

    [Theory]
    [InlineData("X-Bad\nSubject", "value")]
    [InlineData("X Bad", "value")]
    [InlineData("X:", "value")]
    [InlineData("", "value")]
    [InlineData("Xü", "value")]
    [InlineData("X", "one\nSubject: two")]
    [InlineData("X", "one\n")]
    [InlineData("X", "one\n\n two")]
    [InlineData("X", "one\r\n two")]
    [InlineData("X", "one\0two")]
    public void What_would_be_more_than_a_field_is_refused(string name, string value)
    {
        Action<MessageChanges>[] all = [changes => changes.AddHeader(name, value), changes => changes.InsertHeader(0, name, value), changes => changes.ChangeHeader(1, name, value)];
        foreach (Action<MessageChanges> change in all)
        {
            Assert.Equal(["t"], Changed(changes =>
            {
                Assert.ThrowsAny<ArgumentException>(() => change(changes));
                change(changes);
                return default;
            }));
        }
    }

    [Theory]
    [InlineData("a@example.net\0b")]
    [InlineData("a@example.net\r\n")]
    public void What_would_be_more_than_an_address_is_refused(string address)
    {
        string[] heard = Changed(changes =>
        {
            Assert.Throws<ArgumentException>(() => changes.AddRecipient(address));
            Assert.Throws<ArgumentException>(() => changes.AddRecipient("a@example.net", address));
            Assert.Throws<ArgumentException>(() => changes.DeleteRecipient(address));
            Assert.Throws<ArgumentException>(() => changes.ChangeSender(address));
            Assert.Throws<ArgumentException>(() => changes.Quarantine(address));
            Assert.Throws<ArgumentException>(() => changes.AddRecipient(""));
            return default;
        });
        Assert.Equal(["c"], heard);
    }

    [Fact]
    public void What_the_MTA_has_not_agreed_to_is_a_mistake()
    {
        string[] heard = Changed(
            changes =>
            {
                changes.AddHeader("X", "y");
                Assert.Throws<InvalidOperationException>(() => changes.AddRecipient("a@example.net", "NOTIFY=NEVER"));
                Assert.Throws<InvalidOperationException>(() => changes.ChangeSender("a@example.net"));
                return default;
            },
            Say.Options(actions: 0x3f));
        Assert.Equal(["hX\\0 y\\0", "c"], heard);
    }

    [Fact]
    public void Nothing_can_be_changed_when_the_end_is_over()
    {
        MessageChanges? kept = null;
        Changed(changes =>
        {
            kept = changes;
            return default;
        });
        Assert.Throws<InvalidOperationException>(() => kept!.AddHeader("X", "y"));
        Assert.Throws<InvalidOperationException>(() => { _ = kept!.ReportProgressAsync().AsTask(); });
    }

    private static string[] Changed(Func<MessageChanges, ValueTask> change, byte[]? options = null)
    {
        var milter = new ScriptedMilter { Change = change, Needs = new MilterNeeds { Changes = (MilterActions)0xff } };
        using var dialogue = new Dialogue(milter);
        dialogue.Say(options ?? Say.Options());
        dialogue.Say(Say.Connect(), Say.Helo(), Say.Mail());
        return dialogue.Say(Say.End());
    }
}
