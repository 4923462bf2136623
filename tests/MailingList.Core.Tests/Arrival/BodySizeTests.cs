using System.Text;

using CsCheck;

using MailingList.Core.Arrival;

namespace MailingList.Core.Tests.Arrival;

public sealed class BodySizeTests
{
    private static long Count(params string[] chunks)
    {
        var size = new BodySize();
        foreach (string chunk in chunks)
        {
            size.Add(Encoding.ASCII.GetBytes(chunk));
        }

        return size.Bytes;
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\r\nb\r\n", 4)]
    [InlineData("a\nb\n", 4)]
    [InlineData("a\rb", 3)]
    [InlineData("\r\r\n", 2)]
    [InlineData("\n\r", 2)]
    public void A_line_end_is_one_byte(string body, long size)
    {
        Assert.Equal(size, Count(body));
    }

    [Fact]
    public void Where_a_body_is_cut_does_not_matter()
    {
        Gen.String[Gen.Char["a\r\n"], 0, 12].Select(Gen.Int[0, 12], Gen.Int[0, 12]).Sample((body, one, other) =>
        {
            (int first, int second) = (Math.Min(Math.Min(one, other), body.Length), Math.Min(Math.Max(one, other), body.Length));
            return Count(body[..first], body[first..second], body[second..]) == body.Replace("\r\n", "\n", StringComparison.Ordinal).Length;
        });
    }
}
