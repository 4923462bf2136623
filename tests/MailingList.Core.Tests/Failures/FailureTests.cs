using System.Text;

using CsCheck;

using MailingList.Core.Failures;

namespace MailingList.Core.Tests.Failures;

public sealed class FailureTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_status_at_the_pipe_agrees_with_the_exit_code_whatever_the_failure_says(FailureKind kind)
    {
        char expected = ExitCodes.ForPipe(kind) == ExitCodes.Temporary ? '4' : '5';

        Assert.Equal(expected, new Failure(kind, "4.2.0", "x").PipeStatus[0]);
        Assert.Equal(expected, new Failure(kind, "5.2.0", "x").PipeStatus[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_status_that_agrees_is_kept(FailureKind kind)
    {
        string status = ExitCodes.ForPipe(kind) == ExitCodes.Temporary ? "4.9.9" : "5.9.9";

        Assert.Equal(status, new Failure(kind, status, "x").PipeStatus);
    }

    [Fact]
    public void The_usual_failures_have_their_status()
    {
        var cause = new IOException("the disk is gone");
        Failure temporary = Failure.Temporary("later", cause);

        Assert.Equal((FailureKind.Temporary, "4.3.0", "later"), (temporary.Kind, temporary.Status, temporary.Message));
        Assert.Same(cause, temporary.InnerException);
        Assert.Equal((FailureKind.Configuration, "4.3.5"), (Failure.Configuration("x").Kind, Failure.Configuration("x").Status));
        Assert.Equal((FailureKind.NoSuchList, "5.1.1"), (Failure.NoSuchList("x").Kind, Failure.NoSuchList("x").Status));
        Assert.Equal((FailureKind.Usage, "5.5.4"), (Failure.Usage("x").Kind, Failure.Usage("x").Status));
    }

    [Fact]
    public void The_line_for_an_MTA_begins_with_the_status()
    {
        Assert.Equal("4.3.0 the queue is full", Failure.Line("4.3.0", "the queue is full"));
    }

    [Fact]
    public void Line_ends_and_control_characters_become_blanks()
    {
        Assert.Equal("4.3.0 a  b c d e", Failure.Line("4.3.0", "a\r\nb\0c\td\u0085e"));
    }

    [Fact]
    public void Letters_of_any_script_stay()
    {
        Assert.Equal("5.1.1 jörg 日本 😀", Failure.Line("5.1.1", "jörg 日本 😀"));
    }

    [Fact]
    public void The_line_is_one_printable_short_line_whatever_went_into_it()
    {
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\r\n\0\u007f\u0085\ud800\udc00\u2028 a"]), 0, 1000].Sample(
            text =>
            {
                string line = Failure.Line("4.3.0", text);
                return line.StartsWith("4.3.0 ", StringComparison.Ordinal) && line.Length <= 401
                    && !line.Any(char.IsControl)
                    && !line.Any(c => c is '\u2028' or '\u2029')
                    && new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(line) > 0;
            },
            iter: 5_000);
    }
}
