using System.Text;

using MailingList.Core.Failures;
using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

public sealed class TemplateReaderTests
{
    [Theory]
    [InlineData("", "help.txt:1: it has to begin with `Subject: ...` and an empty line")]
    [InlineData("\n{list}\n", "help.txt:1: it has to begin with `Subject: ...` and an empty line")]
    [InlineData("Hello {list}\n", "help.txt:1: it has to begin with `Subject: ...` and an empty line")]
    [InlineData("From: bob@example.net\nSubject: x\n\n{list}\n", "help.txt:1: it has to begin with `Subject: ...` and an empty line")]
    [InlineData("Subject:  \n\n{list}\n", "help.txt:1: the Subject is empty")]
    [InlineData("Subject: x\nSubject: y\n\n{list}\n", "help.txt:2: there is one header line, Subject, and then an empty line")]
    [InlineData("Subject: x\n{list}\n", "help.txt:2: there is one header line, Subject, and then an empty line")]
    [InlineData("Subject: x", "help.txt:1: the body ends without {list}, which help must have")]
    [InlineData("Subject: {list}\n\nHello.\n", "help.txt:3: the body ends without {list}, which help must have")]
    [InlineData("Subject: x\n\n{list\n", "help.txt:3: a { has no } behind it: a brace that is meant as such is written {{")]
    [InlineData("Subject: x\n\n{list} }\n", "help.txt:3: a } has no { before it: a brace that is meant as such is written }}")]
    [InlineData("Subject: x\n\n{list}\n\n a\0b\n", "help.txt:5: a control character is in this line")]
    [InlineData("Subject: x\n\n{list}\n\r\n a\rb\n", "help.txt:5: a control character is in this line")]
    public void What_is_wrong_is_told_with_the_line(string text, string expected) => Assert.Equal(expected, Problem(text));

    [Fact]
    public void A_placeholder_that_the_kind_does_not_know_is_told_with_those_that_it_knows()
    {
        Assert.Equal(
            "help.txt:4: {lst} is no placeholder of help, which knows list, list-name, description, owner-address, help-address, request-address, subscribe-address, unsubscribe-address, date",
            Problem("Subject: x\n\n{list}\n{lst}\n"));
        Assert.StartsWith("help.txt:1: {token} is no placeholder of help", Problem("Subject: {token}\n\n{list}\n"), StringComparison.Ordinal);
        Assert.StartsWith("help.txt:3: {} is no placeholder of help", Problem("Subject: x\n\n{}\n"), StringComparison.Ordinal);
        Assert.StartsWith("help.txt:3: {List} is no placeholder of help", Problem("Subject: x\n\n{List}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_several_lines_cannot_stand_in_a_Subject() => Assert.Equal(
        "help.txt:1: {reason} may have several lines, which a Subject has not: put it into the body",
        Problem("Subject: {reason}\n\n{list} {address} {reason}\n", LetterKind.Rejected));

    [Fact]
    public void Every_placeholder_that_must_be_there_is_missed() => Assert.All(LetterForm.All, form => Assert.All(form.Required, missing =>
    {
        string others = string.Join('\n', form.Required.Where(placeholder => placeholder != missing).Select(placeholder => $"{{{placeholder}}}"));

        Assert.Contains($"the body ends without {{{missing}}}, which {form.Name} must have", Problem($"Subject: x\n\n{others}\n", form.Kind), StringComparison.Ordinal);
    }));

    [Theory]
    [InlineData("Subject: Gr\u00fc\u00dfe\n\n{list}\n", 1)]
    [InlineData("Subject: x\n\n{list}\n\u00fc\n", 4)]
    public void Another_encoding_than_UTF_8_is_told_with_the_line(string text, int line)
    {
        Failure failure = Assert.Throws<Failure>(() => SomeLetter.Read(Encoding.Latin1.GetBytes(text)));

        Assert.Equal($"help.txt:{line}: this is not UTF-8: save the file in that encoding", failure.Message);
    }

    [Fact]
    public void Up_to_64_KiB_are_read_and_no_more()
    {
        string text = "Subject: x\n\n{list}\n";
        string fits = text + new string('x', (64 * 1024) - text.Length);

        Assert.NotNull(SomeLetter.Template(fits));
        Assert.Equal("help.txt:4: here are more than 64 KiB, which is too much for a letter", Problem(fits + "x"));

        using var endless = new EndlessStream();
        Assert.Throws<Failure>(() => Template.Read(LetterKind.Help, "help.txt", endless));
        Assert.True(endless.Given <= 128 * 1024);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        using var broken = new UnreadableTemplate();

        Failure failure = Assert.Throws<Failure>(() => Template.Read(LetterKind.Help, "help.txt", broken));

        Assert.Equal((FailureKind.Configuration, "help.txt cannot be read (the disk is gone): mend it, or take it away"), (failure.Kind, failure.Message));
    }

    [Fact]
    public void Files_of_other_systems_are_read_too()
    {
        Template template = SomeLetter.Read([.. Encoding.UTF8.Preamble, .. "subject: x\r\n\r\n{list}\r\n"u8]);

        Assert.Equal("dev@lists.example.org\n", SomeLetter.Body(SomeLetter.Parse(Letter.Write(template, SomeLetter.Values(LetterKind.Help), SomeLetter.Head))));
    }

    [Fact]
    public void A_failure_is_one_of_the_configuration_and_one_line()
    {
        Failure failure = Assert.Throws<Failure>(() => SomeLetter.Template("Subject: x\n\n{a\u2028b}"));

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.DoesNotContain("\n", Failure.Line(failure.Status, failure.Message), StringComparison.Ordinal);
    }

    private static string Problem(string text, LetterKind kind = LetterKind.Help) => Assert.Throws<Failure>(() => SomeLetter.Template(text, kind)).Message;

    private sealed class EndlessStream : MemoryStream
    {
        internal long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            Given += buffer.Length;
            return buffer.Length;
        }
    }

    private sealed class UnreadableTemplate : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("the disk is gone");
    }
}
