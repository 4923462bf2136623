using MailingList.Core.Letters;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

public sealed class OutboxTableTests : StoreTest
{
    private readonly OutboxTable _outbox;

    public OutboxTableTests() => _outbox = new OutboxTable(Database);

    private static OutgoingLetter Letter(byte[] message, params string[] recipients) => new([.. recipients.Select(Address)], message);

    private void Put(string errand, params OutgoingLetter[] letters) => Write(() => _outbox.Put(errand, letters));

    private IEnumerable<byte> FirstBytes(string errand) => _outbox.WaitingFor(errand).Select(waiting => waiting.Letter.Message[0]);

    [Fact]
    public void A_letter_comes_out_as_it_was_put_in()
    {
        byte[] message = [0, 1, 0xff, (byte)'\r', (byte)'\n', 0];

        Put("e1", Letter(message, "Anna@Example.org", "\"a b\"@x.example", "ä@bücher.example"));

        OutgoingLetter letter = Assert.Single(_outbox.WaitingFor("e1")).Letter;
        Assert.Equal(message, letter.Message);
        Assert.Equal(["Anna@Example.org", "\"a b\"@x.example", "ä@bücher.example"], letter.Recipients.Select(recipient => recipient.Text));
    }

    [Fact]
    public void Letters_wait_in_their_order_until_the_MTA_took_them()
    {
        Put("e1", Letter([1], "a@x.example"), Letter([2], "b@x.example"));
        Put("e2", Letter([3], "c@x.example"));
        Put("e1", Letter([4], "d@x.example"));
        Assert.Equal([1, 2, 4], FirstBytes("e1"));

        _outbox.Took(_outbox.WaitingFor("e1")[1].Number);

        Assert.Equal([1, 4], FirstBytes("e1"));
        Assert.Equal([3], FirstBytes("e2"));
        Assert.Empty(_outbox.WaitingFor("e3"));
        Assert.Equal(3, Rows("SELECT number FROM outgoing").Count);
    }

    [Fact]
    public void Who_took_a_letter_twice_strikes_out_no_other()
    {
        Put("e1", Letter([1], "a@x.example"));
        long number = Assert.Single(_outbox.WaitingFor("e1")).Number;
        _outbox.Took(number);
        Put("e2", Letter([2], "b@x.example"));

        _outbox.Took(number);

        Assert.Equal([2], FirstBytes("e2"));
    }

    [Fact]
    public void Letters_of_changes_that_are_undone_are_not_there()
    {
        Assert.Throws<InvalidOperationException>(() => Write(() =>
        {
            _outbox.Put("e1", [Letter([1], "a@x.example")]);
            throw new InvalidOperationException("in the middle");
        }));

        Assert.Empty(_outbox.WaitingFor("e1"));
    }

    [Fact]
    public void What_was_left_behind_is_found_the_oldest_first_and_no_more_than_asked_for()
    {
        foreach (string errand in new[] { "z", "a", "m" })
        {
            Put(errand, Letter([1], "a@x.example"), Letter([2], "b@x.example"));
            Clock.Now += TimeSpan.FromMinutes(1);
        }

        Put("z", Letter([3], "c@x.example"));
        DateTimeOffset last = Clock.Now;

        Assert.Equal(["z", "a", "m"], _outbox.Left(last, 10));
        Assert.Equal(["z", "a"], _outbox.Left(last.AddMinutes(-1), 10));
        Assert.Equal(["z", "a"], _outbox.Left(last, 2));
        Assert.Empty(_outbox.Left(last.AddHours(-1), 10));

        _outbox.Took(_outbox.WaitingFor("a")[0].Number);
        _outbox.Took(_outbox.WaitingFor("a")[0].Number);
        Assert.Equal(["z", "m"], _outbox.Left(last, 10));
    }

    [Fact]
    public void It_is_no_other_host_s_business()
    {
        Put("e1", Letter([1], "a@x.example"));

        Assert.Empty(new Replica(Database).All());
    }
}
