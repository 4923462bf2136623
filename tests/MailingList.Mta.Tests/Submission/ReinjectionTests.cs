using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Mta.Submission;

namespace MailingList.Mta.Tests.Submission;

public sealed class ReinjectionTests
{
    [Theory]
    [InlineData("sendmail:/usr/sbin/sendmail", "/usr/sbin/sendmail")]
    [InlineData("sendmail:/usr/sbin/sendmail -C /etc/postfix-out", "/usr/sbin/sendmail -C /etc/postfix-out")]
    [InlineData("postfix:/usr/sbin/sendmail", "/usr/sbin/sendmail", true)]
    public void Sendmail_is_named_by_its_absolute_path_and_may_have_arguments(string text, string command, bool isPostfix = false)
    {
        Assert.Equal(new Reinjection.Sendmail(command, isPostfix), Reinjection.Parse(text));
    }

    [Theory]
    [InlineData("smtp://127.0.0.1:10025", "127.0.0.1", 10025)]
    [InlineData("smtp://localhost", "localhost", 25)]
    [InlineData("smtp://mail.example.org:25/", "mail.example.org", 25)]
    [InlineData("smtp://[::1]:10025", "::1", 10025)]
    public void An_SMTP_server_is_named_by_host_and_port(string text, string host, int port)
    {
        Assert.Equal(new Reinjection.Smtp(host, port), Reinjection.Parse(text));
    }

    [Fact]
    public void A_folder_is_named_by_its_absolute_path()
    {
        Assert.Equal(new Reinjection.Folder("/some/folder with blanks"), Reinjection.Parse("dir:/some/folder with blanks"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/usr/sbin/sendmail")]
    [InlineData("sendmail:")]
    [InlineData("sendmail:sendmail")]
    [InlineData("Sendmail:/usr/sbin/sendmail")]
    [InlineData("dir:")]
    [InlineData("dir:relative")]
    [InlineData("smtp:127.0.0.1")]
    [InlineData("smtp://")]
    [InlineData("smtp://:25")]
    [InlineData("smtp://host:notaport")]
    [InlineData("smtp://host:70000")]
    [InlineData("smtp://user:secret@host")]
    [InlineData("smtp://host/path")]
    [InlineData("smtp://host?query")]
    [InlineData("smtps://host")]
    [InlineData("lmtp://host")]
    public void Everything_else_is_a_mistake_in_the_configuration_that_is_shown(string text)
    {
        Failure refused = Assert.Throws<Failure>(() => Reinjection.Parse(text));

        Assert.Equal(FailureKind.Configuration, refused.Kind);
        Assert.Contains($"\"{text}\"", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sendmail:/usr/sbin/sendmail", typeof(SendmailSubmitter))]
    [InlineData("smtp://127.0.0.1:10025", typeof(SmtpSubmitter))]
    [InlineData("dir:/some/folder", typeof(DirectorySubmitter))]
    public void Each_way_has_its_submitter_and_opening_it_touches_nothing(string text, Type type)
    {
        using ISubmitter submitter = Reinjection.Parse(text).Open("/nowhere", _ => { }, CancellationToken.None);

        Assert.IsType(type, submitter);
    }
}
