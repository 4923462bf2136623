using System.Text;

using MailingList.Mta.Submission;
using MailingList.Mta.Tests.Support;

namespace MailingList.Mta.Tests.Submission;

[Collection(ProcessTests.OneAtATime)]
public sealed class SendmailArgumentsTests : IDisposable
{
    private readonly Sendmail _sendmail = new("printf '%s\\0' \"$@\" >arguments; cat >message; env >environment; echo run >>runs");

    public void Dispose() => _sendmail.Dispose();

    [Fact]
    public void The_recipients_stand_behind_two_hyphens_and_the_return_path_before_them()
    {
        _sendmail.Submit(Some.Batch("anna@example.net", "berta@example.org"), Some.Message());

        Assert.Equal(
            ["-G", "-i", "-f", "dev-bounces@lists.example.org", "--", "anna@example.net", "berta@example.org"], _sendmail.Arguments());
    }

    [Fact]
    public void The_null_return_path_is_an_empty_argument()
    {
        _sendmail.Submit(Some.BatchFrom(string.Empty, "anna@example.net"), Some.Message());

        Assert.Equal(["-G", "-i", "-f", string.Empty, "--", "anna@example.net"], _sendmail.Arguments());
    }

    [Fact]
    public void An_address_that_looks_like_an_option_is_an_address()
    {
        _sendmail.Submit(Some.Batch("-bv@example.net"), Some.Message());

        Assert.Equal(["--", "-bv@example.net"], _sendmail.Arguments()[^2..]);
    }

    [Fact]
    public void No_shell_reads_the_addresses()
    {
        string[] odd = ["\"a b\"@example.net", "$HOME`id`*?@example.net", "o'neill@example.net", "a|b&c@example.net", "\"x;y\"@example.net"];

        _sendmail.Submit(Some.Batch(odd), Some.Message());

        Assert.Equal(odd, _sendmail.Arguments()[5..]);
    }

    [Fact]
    public void Addresses_beyond_ASCII_are_handed_over_in_UTF_8()
    {
        _sendmail.Submit(Some.Batch("jörg@bücher.example"), Some.Message());

        Assert.Equal("jörg@bücher.example", _sendmail.Arguments()[^1]);
    }

    [Fact]
    public void The_arguments_of_the_configuration_come_first()
    {
        using SendmailSubmitter submitter = _sendmail.Open("  -C /etc/postfix-out ");

        submitter.Submit(Some.Batch(), Some.Message());

        Assert.Equal(["-C", "/etc/postfix-out", "-G"], _sendmail.Arguments()[..3]);
    }

    [Fact]
    public void The_message_is_its_standard_input_byte_by_byte()
    {
        string text = $"Subject: x\n\n.\nlone\rreturn\0\xff\xfe\r\n..\n{new string('x', 300_000)}";

        _sendmail.Submit(Some.Batch(), Some.Message(text));

        Assert.Equal(Encoding.Latin1.GetBytes(text), File.ReadAllBytes(_sendmail.File("message")));
    }

    [Fact]
    public void Each_batch_gets_the_whole_message()
    {
        using SendmailSubmitter submitter = _sendmail.Open();
        var message = Some.Message();

        submitter.Submit(Some.Batch("a@example.net"), message);
        File.Delete(_sendmail.File("message"));
        submitter.Submit(Some.Batch("b@example.net"), message);

        Assert.Equal("Subject: hello\n\nHello.\n", _sendmail.Text("message"));
        Assert.Equal("b@example.net", _sendmail.Arguments()[^1]);
        Assert.Equal("run\nrun\n", _sendmail.Text("runs"));
    }

    [Fact]
    public void The_largest_batch_is_no_longer_than_what_a_process_takes()
    {
        // 64 and 29 bytes, the @, the terminator and the pointer: as many as Expander lets into one batch.
        string[] most = [.. Enumerable.Range(0, Core.Expansion.Batch.MostBytes / 103).Select(i => $"{i:000000}{new string('x', 58)}@{new string('d', 17)}.example.org")];

        _sendmail.Submit(Some.Batch(most), Some.Message());

        Assert.Equal(most, _sendmail.Arguments()[5..]);
    }

    [Fact]
    public void Its_environment_is_not_ours()
    {
        Environment.SetEnvironmentVariable("SENDER", "anna@example.net");
        Environment.SetEnvironmentVariable("MAIL_CONFIG", "/etc/postfix-of-the-test");
        try
        {
            _sendmail.Submit(Some.Batch(), Some.Message());
        }
        finally
        {
            Environment.SetEnvironmentVariable("SENDER", null);
            Environment.SetEnvironmentVariable("MAIL_CONFIG", null);
        }

        string[] environment = _sendmail.Text("environment").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The shell adds PWD, and some shells more of their own.
        string[] allowed = ["PATH", "MAIL_CONFIG", "TZ", "LANG", "PWD", "OLDPWD", "SHLVL", "_"];
        Assert.Empty(environment.Select(line => line.Split('=')[0]).Except(allowed));
        Assert.Contains("MAIL_CONFIG=/etc/postfix-of-the-test", environment);
        Assert.Contains("PATH=/usr/sbin:/usr/bin:/sbin:/bin", environment);
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        _sendmail.Submit(Some.Batch(), Some.Message());

        Assert.Equal(
            ["arguments", "environment", "message", "runs", "sendmail"],
            Directory.EnumerateFiles(Path.GetDirectoryName(_sendmail.Path)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
