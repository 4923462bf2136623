using MailingList.Core.Failures;

namespace MailingList.Core.Tests.Failures;

public sealed class ExitCodesTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [InlineData(FailureKind.NoSuchList, 67)]
    [InlineData(FailureKind.NotAllowed, 77)]
    [InlineData(FailureKind.BadData, 65)]
    [InlineData(FailureKind.Temporary, 75)]
    [InlineData(FailureKind.Configuration, 75)]
    [InlineData(FailureKind.NoInput, 75)]
    [InlineData(FailureKind.Usage, 75)]
    [InlineData(FailureKind.Bug, 75)]
    public void At_the_pipe_only_the_sender_s_own_faults_give_a_post_up(FailureKind kind, int code)
    {
        Assert.Equal(code, ExitCodes.ForPipe(kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void At_the_pipe_there_is_no_other_code_than_65_67_75_and_77(FailureKind kind)
    {
        Assert.True(ExitCodes.ForPipe(kind) is 65 or 67 or 75 or 77);
    }

    [Fact]
    public void A_failure_of_a_kind_that_nobody_knows_keeps_the_post()
    {
        Assert.Equal(ExitCodes.Temporary, ExitCodes.ForPipe((FailureKind)999));
        Assert.Equal(ExitCodes.Bug, ExitCodes.ForShell((FailureKind)999));
    }

    [Theory]
    [InlineData(FailureKind.Temporary, 75)]
    [InlineData(FailureKind.Configuration, 78)]
    [InlineData(FailureKind.NoSuchList, 67)]
    [InlineData(FailureKind.NotAllowed, 77)]
    [InlineData(FailureKind.BadData, 65)]
    [InlineData(FailureKind.NoInput, 66)]
    [InlineData(FailureKind.Usage, 64)]
    [InlineData(FailureKind.Bug, 70)]
    public void At_a_shell_every_kind_has_the_code_of_sysexits(FailureKind kind, int code)
    {
        Assert.Equal(code, ExitCodes.ForShell(kind));
    }
}
