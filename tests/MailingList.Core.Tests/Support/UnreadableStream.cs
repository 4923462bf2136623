namespace MailingList.Core.Tests.Support;

/// <summary>A standard input that must not be touched.</summary>
internal sealed class UnreadableStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new InvalidOperationException("the input was looked at");

    public override long Position
    {
        get => throw new InvalidOperationException("the input was looked at");
        set => throw new InvalidOperationException("the input was looked at");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("the input was read");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
