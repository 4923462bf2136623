using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The agent's systemd unit leaves it what sendmail(1) needs.</summary>
public abstract class AgentUnitTests(MailHost host)
{
    private static readonly string[] AsNobody = ["/usr/bin/setpriv", "--reuid", Sandbox.User, "--regid", "nogroup", "--clear-groups"];

    [MtaFact]
    public void Without_new_privileges_sendmail_can_hand_nothing_in()
    {
        host.Begin();
        // Not until it ends: Postfix's tries again and again.
        using Process process = Command.Start("/usr/bin/nsenter", ["--mount", "--target", host.Mta.Target, "--", .. AsNobody, "--no-new-privs", .. Sendmail()]);
        process.StandardInput.Write(Some.Text(Some.Post()));
        process.StandardInput.Close();
        string? said = process.StandardError.ReadLine();
        while (said is not null && !said.Contains("Permission denied", StringComparison.Ordinal))
        {
            said = process.StandardError.ReadLine();
        }

        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        Assert.NotNull(said);

        Result result = host.Mta.RunWith(Some.Post(), [.. AsNobody, .. Sendmail()]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["bob@x.example"], Assert.Single(host.Mta.WaitForCopies(1)).Recipients);
    }

    private static string[] Sendmail() => ["/usr/sbin/sendmail", "-i", "-f", "author@example.net", "--", "bob@x.example"];
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class AgentUnitWithPostfixTests(PostfixHost host) : AgentUnitTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class AgentUnitWithEximTests(EximHost host) : AgentUnitTests(host);
