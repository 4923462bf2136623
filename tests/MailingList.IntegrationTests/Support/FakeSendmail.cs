namespace MailingList.IntegrationTests.Support;

/// <summary>A shell script in the place of sendmail(1), for what the real one cannot be made to do.</summary>
internal static class FakeSendmail
{
    /// <summary>Writes the script and makes it the sandbox's way to the MTA.</summary>
    /// <param name="sandbox">The host.</param>
    /// <param name="script">What it does; $dir is a folder that it may write to, and the message is on standard input.</param>
    internal static void Install(Sandbox sandbox, string script)
    {
        string path = Path.Combine(sandbox.Folder, "sendmail");
        File.WriteAllText(path, $"#!/bin/sh\ndir={sandbox.Out}\n{script}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        sandbox.Set("reinject", $"sendmail:{path}");
    }
}
