using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The envelope as MTAs give it: in arguments or in the environment, and never in both.</summary>
public sealed class EnvelopeTests : IDisposable
{
    private const string Author = "author@example.net";

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public EnvelopeTests()
    {
        _list = _sandbox.CreateList("dev", ["ann@a.example"]);
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void It_comes_from_the_environment()
    {
        Expect.Done(Deliver([], Author, _list));
        Assert.Equal(["ann@a.example"], Assert.Single(_sandbox.Copies()).Recipients);
    }

    [ExecutableFact]
    public void An_empty_sender_in_the_environment_is_the_null_return_path()
    {
        Expect.Refused(Deliver([], "", _list), 77, "5.7.1", "null return path");
        Expect.Done(Deliver([], "", "dev-owner@lists.example.org"));
        Assert.Equal(("", "owner@example.net"), (Assert.Single(_sandbox.Copies()).ReturnPath, _sandbox.Copies()[0].Recipients[0]));
    }

    [ExecutableTheory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("MAILER-DAEMON")]
    [InlineData("MAILER-DAEMON@mx1.example.net")]
    [InlineData("mailer-daemon")]
    public void The_null_return_path_is_known_in_the_arguments(string sender)
    {
        Expect.Refused(Deliver(["--sender", sender, "--recipient", _list], null, null), 77, "5.7.1", "null return path");
        Assert.Empty(_sandbox.Copies());
        Expect.Done(Deliver(["--sender", sender, "--recipient", "dev-owner@lists.example.org"], null, null));
        Assert.Equal(string.Empty, Assert.Single(_sandbox.Copies()).ReturnPath);
    }

    [ExecutableTheory]
    [InlineData("no envelope", null, null)]
    [InlineData("no envelope", Author, null)]
    [InlineData("no envelope", null, null, "--sender", Author)]
    [InlineData("no envelope", null, null, "--recipient", "dev@lists.example.org")]
    [InlineData("no envelope", Author, "dev@lists.example.org", "--sender", Author)]
    [InlineData("no envelope", Author, "dev@lists.example.org", "--recipient", "dev@lists.example.org")]
    [InlineData("two envelopes", Author, "dev@lists.example.org", "--sender", Author, "--recipient", "dev@lists.example.org")]
    [InlineData("two envelopes", "", "other@lists.example.org", "--sender", Author, "--recipient", "dev@lists.example.org")]
    public void Half_an_envelope_or_two_are_a_mistake_in_the_wiring_and_the_post_waits(
        string said, string? sender, string? recipient, params string[] arguments)
    {
        Expect.TryAgain(Deliver(arguments, sender, recipient), said);
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData("--recipient", "ann@a.example")]
    [InlineData("--recipient=dev@lists.example.org")]
    [InlineData("--sender", Author)]
    public void An_option_that_is_there_twice_keeps_the_post_waiting_for_it_could_hide_a_recipient(params string[] again)
    {
        Expect.TryAgain(Deliver(["--sender", Author, "--recipient", _list, .. again], null, null), "is there twice");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableFact]
    public void Options_may_have_their_values_behind_an_equals_sign()
    {
        Expect.Done(Deliver([$"--sender={Author}", $"--recipient={_list}"], null, null));
        Assert.Equal(["ann@a.example"], Assert.Single(_sandbox.Copies()).Recipients);
    }

    [ExecutableTheory]
    [InlineData("--bogus", "Option 'bogus' is unknown")]
    [InlineData("surplus", "'surplus' is one argument too many")]
    public void Arguments_that_are_wrong_keep_the_post_waiting(string argument, string said)
    {
        Expect.TryAgain(Deliver(["--sender", Author, "--recipient", _list, argument], null, null), said, "--help");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData("nobody@lists.example.org", "there is no such list here")]
    [InlineData("dev-nonsense@lists.example.org", "there is no such list here")]
    [InlineData("dev@elsewhere.example", "there is no such list here")]
    [InlineData("dev-bounces@lists.example.org", "nothing went out from dev-bounces@lists.example.org", "dev-owner@lists.example.org")]
    [InlineData("dev", "has no @")]
    [InlineData("", "has no @")]
    [InlineData("-dev@lists.example.org", "there is no such list here")]
    [InlineData("dev@lists.example.org\nX: y", "the recipient dev@lists.example.org X: y")]
    [InlineData("\"de\nv\"@lists.example.org", "has a control character")]
    public void A_recipient_that_is_no_list_is_refused(string recipient, params string[] said)
    {
        Expect.Refused(_sandbox.Deliver(recipient, Some.Post()), 67, "5.1.1", said);
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData("-oQ/tmp@x.example")]
    [InlineData("-f@x.example")]
    [InlineData("--recipient")]
    [InlineData("--")]
    [InlineData("<author@example.net>")]
    [InlineData("no address at all")]
    [InlineData("\"q r\"@x.example")]
    [InlineData("müller@bücher.example")]
    public void Whatever_the_sender_looks_like_it_is_a_sender_and_nothing_else(string sender)
    {
        var sendmail = new FakeSendmail(_sandbox);
        Expect.Done(_sandbox.Deliver(_list, Some.Post(), sender));
        FakeCall call = Assert.Single(sendmail.Calls);
        Assert.Equal(["-G", "-i", "-f", "dev-bounces@lists.example.org", "--", "ann@a.example"], [.. call.OptionsWithoutToken, "--", .. call.Recipients]);
    }

    [ExecutableTheory]
    [InlineData("author@example.net\nX: y")]
    [InlineData("auth\ror@example.net")]
    public void A_sender_with_a_line_end_in_it_is_refused(string sender)
    {
        Expect.Refused(_sandbox.Deliver(_list, Some.Post(), sender), 65, "5.1.7", "control character");
        Expect.Refused(Deliver([], sender, _list), 65, "5.1.7", "control character");
        Assert.Empty(_sandbox.Copies());
    }

    [ExecutableTheory]
    [InlineData("DEV@LISTS.EXAMPLE.ORG")]
    [InlineData("<dev@lists.example.org>")]
    [InlineData("\"dev\"@lists.example.org")]
    public void A_recipient_is_known_however_it_is_written(string recipient)
    {
        Expect.Done(_sandbox.Deliver(recipient, Some.Post()));
        Assert.Single(_sandbox.Copies());
    }

    private Result Deliver(string[] arguments, string? sender, string? recipient)
    {
        Dictionary<string, string?> environment = _sandbox.Environment();
        environment["SENDER"] = sender;
        environment["RECIPIENT"] = recipient;
        return Command.Run(Repository.Executable, ["deliver", .. arguments], Some.Post(), environment);
    }
}
