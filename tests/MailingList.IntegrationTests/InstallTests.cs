using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>What `make install` puts where.</summary>
public sealed partial class InstallTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void An_installed_program_runs_with_its_library_beside_it()
    {
        string root = Path.Combine(_sandbox.Folder, "root");
        Result install = Command.Run("/usr/bin/make", ["-C", Repository.Root, "install", $"DESTDIR={root}", "PREFIX=/opt/ml"], []);
        Assert.True(install.ExitCode == 0, install.Output + install.Error);

        Result version = Command.Run(Path.Combine(root, "opt/ml/bin/mailinglist"), ["--version"], []);
        Assert.Equal((0, "mailinglist 0.1.0\n"), (version.ExitCode, version.Output));
        Result lists = Command.Run(Path.Combine(root, "opt/ml/bin/mailinglist"), ["lists"], [], _sandbox.Environment());
        Assert.True(lists.ExitCode == 0, lists.Error);
        Assert.True(File.Exists(Path.Combine(root, "etc/mailinglist/mailinglist.toml.example")));
        Assert.True(File.Exists(Path.Combine(root, "opt/ml/share/doc/mailinglist/postfix-examples/master.cf")));
        Assert.True(File.Exists(Path.Combine(root, "opt/ml/share/doc/mailinglist/exim-examples/exim4.conf")));
        Assert.True(File.Exists(Path.Combine(root, "opt/ml/share/doc/mailinglist/systemd/mailinglist-agent.postfix.conf")));
    }

    [ExecutableFact]
    public void The_example_configuration_is_what_init_writes()
    {
        string example = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "mailinglist.toml.example"));
        string path = Path.Combine(_sandbox.Folder, "new.toml");
        _sandbox.Ok("init", "--config", path, "--domain", Sandbox.Domain, "--data", _sandbox.Data, "--user", Sandbox.User);
        Assert.Equal(Chosen().Replace(example, "$1"), Chosen().Replace(File.ReadAllText(path), "$1"));
    }

    [Fact]
    public void The_agents_unit_has_nothing_that_keeps_privileges_from_sendmail()
    {
        // What systemd.exec(5) says under NoNewPrivileges=, and what takes set-uid programs their power in other ways.
        string[] none =
        [
            "NoNewPrivileges", "DynamicUser", "LockPersonality", "MemoryDenyWriteExecute", "PrivateDevices", "ProtectClock", "ProtectHostname", "ProtectKernelLogs",
            "ProtectKernelModules", "ProtectKernelTunables", "RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID",
            "SystemCallArchitectures", "SystemCallFilter", "SystemCallLog", "PrivateUsers", "CapabilityBoundingSet",
        ];

        string[] units = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "packaging"), "mailinglist-agent.*")];
        Assert.Equal(2, units.Length);
        Assert.All(units.SelectMany(File.ReadLines), line => Assert.DoesNotContain(line.Split('=')[0].Trim(), none));
    }

    // The keys that the test has to choose itself, and the one that depends on the MTA of the machine.
    [GeneratedRegex("^#?(data|user|reinject) = .*$", RegexOptions.Multiline)]
    private static partial Regex Chosen();
}
