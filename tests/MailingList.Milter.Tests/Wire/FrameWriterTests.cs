using MailingList.Milter.Answers;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Wire;

public sealed class FrameWriterTests : IDisposable
{
    private readonly FrameWriter _replies = new();

    public void Dispose() => _replies.Dispose();

    [Fact]
    public void A_verdict_without_words_is_five_bytes()
    {
        _replies.Write(Verdict.Continue);
        _replies.Write(Verdict.TemporaryFailure);
        Assert.Equal([0, 0, 0, 1, (byte)'c', 0, 0, 0, 1, (byte)'t'], _replies.Written.ToArray());
    }

    [Fact]
    public void A_refusal_in_our_words_ends_with_a_NUL()
    {
        _replies.Write(Verdict.Refuse(550, "5.1.1", "no"));
        Assert.Equal([0, 0, 0, 14, (byte)'y', .. "550 5.1.1 no\0"u8], _replies.Written.ToArray());
    }

    [Fact]
    public void Numbers_are_big_endian_and_text_is_UTF8()
    {
        _replies.Begin(ReplyCode.InsertHeader).UInt32(0x01020304).Text("X-ü").Text("").End();
        Assert.Equal([0, 0, 0, 11, (byte)'i', 1, 2, 3, 4, (byte)'X', (byte)'-', 0xc3, 0xbc, 0, 0], _replies.Written.ToArray());
    }

    [Fact]
    public void Frames_follow_each_other_however_long_they_are()
    {
        byte[] body = [.. Enumerable.Range(0, 65_535).Select(i => (byte)i)];
        _replies.Begin(ReplyCode.ReplaceBody).Bytes(body).End();
        _replies.Write(ReplyCode.Progress);
        Assert.Equal([0, 1, 0, 0, (byte)'b', .. body, 0, 0, 0, 1, (byte)'p'], _replies.Written.ToArray());
        _replies.Clear();
        Assert.True(_replies.Written.IsEmpty);
        _replies.Write(ReplyCode.Continue);
        Assert.Equal(5, _replies.Written.Length);
    }
}
