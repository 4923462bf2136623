using MailingList.Core.Expansion;
using MailingList.Core.Failures;

namespace MailingList.Mta.Submission;

/// <summary>The way back into the MTA, as the configuration key <c>reinject</c> names it.</summary>
public abstract record Reinjection
{
    private const string Forms = "sendmail:/usr/sbin/sendmail, postfix:/usr/sbin/sendmail, smtp://127.0.0.1:10025 or dir:/some/folder";

    private Reinjection()
    {
    }

    /// <summary>Reads the key's value.</summary>
    /// <exception cref="Failure">It is none of the three forms.</exception>
    public static Reinjection Parse(string text)
    {
        if (text.StartsWith("sendmail:/", StringComparison.Ordinal))
        {
            return new Sendmail(text["sendmail:".Length..], IsPostfix: false);
        }

        if (text.StartsWith("postfix:/", StringComparison.Ordinal))
        {
            return new Sendmail(text["postfix:".Length..], IsPostfix: true);
        }

        if (text.StartsWith("dir:/", StringComparison.Ordinal))
        {
            return new Folder(text["dir:".Length..]);
        }

        if (text.StartsWith("smtp://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri is { Host.Length: > 0, AbsolutePath: "/", Query: "", UserInfo: "" })
        {
            return new Smtp(uri.DnsSafeHost, uri.Port < 0 ? 25 : uri.Port);
        }

        throw Failure.Configuration($"reinject = \"{text}\" is none of {Forms}");
    }

    /// <summary>The submitter for one message.</summary>
    /// <param name="folder">Where files may lie meanwhile.</param>
    /// <param name="report">Hears of recipients that the MTA refuses for good.</param>
    /// <param name="cancellation">Ends what hangs.</param>
    public abstract ISubmitter Open(string folder, Action<string> report, CancellationToken cancellation);

    /// <summary><c>sendmail:/path</c>, further arguments behind blanks; or <c>postfix:/path</c>, Postfix's.</summary>
    /// <param name="Command">The path and the arguments.</param>
    /// <param name="IsPostfix">Whether it is Postfix's, which knows <c>-XV</c>; to Exim that is another option.</param>
    public sealed record Sendmail(string Command, bool IsPostfix) : Reinjection
    {
        /// <inheritdoc/>
        public override ISubmitter Open(string folder, Action<string> report, CancellationToken cancellation) =>
            new SendmailSubmitter(Command, IsPostfix, folder, cancellation);
    }

    /// <summary><c>smtp://host:port</c>.</summary>
    public sealed record Smtp(string Host, int Port) : Reinjection
    {
        /// <inheritdoc/>
        public override ISubmitter Open(string folder, Action<string> report, CancellationToken cancellation) =>
            new SmtpSubmitter(Host, Port, report, cancellation);
    }

    /// <summary><c>dir:/path</c>.</summary>
    public sealed record Folder(string Path) : Reinjection
    {
        /// <inheritdoc/>
        public override ISubmitter Open(string folder, Action<string> report, CancellationToken cancellation) => new DirectorySubmitter(Path);
    }
}
