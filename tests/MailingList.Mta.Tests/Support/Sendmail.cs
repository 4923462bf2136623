using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Mta.Submission;

namespace MailingList.Mta.Tests.Support;

/// <summary>A sendmail(1) that is a shell script of the test's, and what it wrote down.</summary>
internal sealed class Sendmail : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="script">What it does, in a folder of its own: arguments, standard input and environment are its to record.</param>
    internal Sendmail(string script)
    {
        Path = File("sendmail");
        System.IO.File.WriteAllText(Path, $"#!/bin/sh\ncd '{_folder.Path}' || exit 99\n{script}\n");
        System.IO.File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    internal string Path { get; }

    internal string File(string name) => System.IO.Path.Combine(_folder.Path, name);

    internal string Text(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>The arguments that a script wrote with <c>printf '%s\0' "$@"</c>.</summary>
    internal string[] Arguments(string name = "arguments") => Text(name).Split('\0')[..^1];

    internal SendmailSubmitter Open(string moreArguments = "", bool isPostfix = false, CancellationToken cancellation = default) =>
        new(Path + moreArguments, isPostfix, _folder.Path, cancellation);

    internal void Submit(Batch batch, CookedMessage message)
    {
        using SendmailSubmitter submitter = Open();
        submitter.Submit(batch, message);
    }

    internal Failure Refuses(CookedMessage? message = null) =>
        Assert.Throws<Failure>(() => Submit(Some.Batch(), message ?? Some.Message()));

    public void Dispose() => _folder.Dispose();
}
