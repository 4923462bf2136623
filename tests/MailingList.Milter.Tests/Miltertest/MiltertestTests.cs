using System.Diagnostics;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Sockets;
using MailingList.Milter.Tests.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Milter.Tests.Miltertest;

/// <summary>OpenDKIM's miltertest, which speaks the protocol as sendmail does, with the scripts beside this file.</summary>
public sealed class MiltertestTests : ServerTest
{
    [MiltertestTheory]
    [InlineData("stages", "unix")]
    [InlineData("stages", "inet")]
    [InlineData("end", "unix")]
    [InlineData("messages", "unix")]
    [InlineData("messages", "inet")]
    [InlineData("versions", "unix")]
    public void A_script_goes_to_its_end(string script, string family) => Run(script, Server(ObedientMilter.Everything, family));

    [MiltertestTheory]
    [InlineData("silent")]
    public void Where_nothing_is_to_be_said_nothing_is_said(string script) => Run(script, Server(ObedientMilter.Silent, "unix"));

    [MiltertestTheory]
    [InlineData("macros")]
    public void Macros_come_with_the_command_that_they_belong_to(string script)
    {
        var milter = new ObedientMilter(ObedientMilter.Everything);
        Run(script, Start(milter, options => options with { Time = TimeProvider.System }));
        Assert.Contains("rcpt <dev@example.org> i=4XYZ mailer=local client=192.0.2.7", milter.Told);
        Assert.Contains("rcpt <ann@example.org> i=4XYZ mailer=local client=192.0.2.7", milter.Told);
    }

    private MilterServer Server(MilterNeeds needs, string family) => Start(
        new ObedientMilter(needs),
        options => options with { Time = TimeProvider.System, Address = family == "inet" ? MilterAddress.Parse("inet:127.0.0.1:0") : UnixAddress });

    private static void Run(string script, MilterServer server)
    {
        // sendmail's and miltertest's way to write an address has the port in front.
        string socket = server.Address.EndPoint is System.Net.IPEndPoint internet ? $"inet:{internet.Port}@{internet.Address}" : server.Address.ToString();
        string folder = Path.Combine(AppContext.BaseDirectory, "Miltertest");
        using Process process = Programs.Start(
            "/usr/bin/miltertest",
            ["-s", Path.Combine(folder, script + ".lua"), "-D", $"socket={socket}", "-D", $"library={Path.Combine(folder, "library.lua")}"]);
        (int exitCode, string output, string error) = Programs.Finish(process, []);
        Assert.True(exitCode == 0, $"{exitCode}\n{output}\n{error}");
    }
}
