using MailingList.TestSupport;
using MailingList.TestSupport.Cluster;

namespace MailingList.IntegrationTests.Support;

/// <summary>What a test needs of the machine, and why it is left out where that is not there. In CI nothing is left out (scripts/test.sh).</summary>
internal static class Requirements
{
    internal static string? WhyNoExecutable { get; } =
        File.Exists(Repository.Built) ? null : "out/mailinglist is not built: run make";

    internal static string? WhyNotRoot { get; } = WhyNoExecutable
        ?? (Environment.IsPrivilegedProcess ? null : "needs root: namespaces, other users, mounts");

    internal static string? WhyNoPostfix { get; } = WhyNotRoot
        ?? (File.Exists("/usr/sbin/postfix") ? null : "needs Postfix: apt-get install postfix")
        ?? (File.Exists("/usr/sbin/smtp-sink") ? null : "needs smtp-sink, which comes with Debian's postfix");

    /// <summary>The library that shows a program another day.</summary>
    internal static string FakeTime { get; } =
        Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists) ?? string.Empty : string.Empty;

    internal static string? WhyNoClock { get; } = WhyNoPostfix ?? (FakeTime.Length > 0 ? null : "needs libfaketime: apt-get install libfaketime");

    internal static string? WhyNoExim { get; } = WhyNotRoot
        ?? (File.Exists("/usr/sbin/exim4") || Directory.Exists(Path.Combine(Repository.Root, "tests", ".tools", "exim")) ? null : "needs Exim: run scripts/fetch-exim.sh")
        ?? (File.Exists("/usr/sbin/smtp-sink") ? null : "needs smtp-sink, which comes with Debian's postfix");

    internal static string? WhyNotShared { get; } = WhyNoExecutable ?? ConsulBinary.WhyNone;

    internal static string? WhyNoCluster { get; } = WhyNotRoot
        ?? (IsOnPath("ip") ? null : "needs ip(8): apt-get install iproute2")
        ?? (ConsulProgram.Path is not null ? null : "needs Consul: put one on the PATH, or run scripts/fetch-consul.sh");

    private static bool IsOnPath(string program) => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
