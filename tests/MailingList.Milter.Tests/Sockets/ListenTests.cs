using System.Net.Sockets;

using MailingList.Milter.Sockets;
using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Sockets;

public sealed class ListenTests : ServerTest
{
    private const UnixFileMode ForGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    [Fact]
    public async Task A_Unix_socket_has_its_mode_and_serves()
    {
        MilterServer server = Start(new ScriptedMilter());
        Assert.Equal(ForGroup, File.GetUnixFileMode(SocketPath));
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal(["c"], await client.AskAsync(Say.Mail()));
    }

    [Theory]
    [InlineData("inet:127.0.0.1:0")]
    [InlineData("inet:[::1]:0")]
    public async Task TCP_is_served_on_the_port_that_was_free(string address)
    {
        MilterServer server = Start(new ScriptedMilter(), options => options with { Address = MilterAddress.Parse(address) });
        Assert.DoesNotContain(":0", server.Address.ToString(), StringComparison.Ordinal);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
        Assert.Equal(["c"], await client.AskAsync(Say.Mail()));
    }

    [RootFact]
    public void A_Unix_socket_has_the_group_that_was_asked_for()
    {
        string group = File.ReadLines("/etc/group").First(line => line.StartsWith("mail:", StringComparison.Ordinal)).Split(':')[2];
        Start(new ScriptedMilter(), options => options with { SocketGroup = "mail", SocketMode = ForGroup | UnixFileMode.OtherRead });
        Assert.Equal($"{group} 664", Stat());
        Start(new ScriptedMilter(), options => options with { SocketGroup = group, Address = MilterAddress.Parse($"unix:{SocketPath}.2") });
        Assert.Equal($"{group} 660", Stat(".2"));
    }

    [Theory]
    [InlineData("no-such-group")]
    [InlineData("")]
    public void A_group_that_is_none_is_told(string group)
    {
        IOException error = Assert.Throws<IOException>(() => Start(new ScriptedMilter(), options => options with { SocketGroup = group }));
        Assert.Contains("there is no group", error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(SocketPath));
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced()
    {
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(UnixAddress.EndPoint);
            // As of a process that was killed: the name stays. (Closing would take it away here.)
            File.Move(SocketPath, SocketPath + ".kept");
        }

        File.Move(SocketPath + ".kept", SocketPath);
        MilterServer server = Start(new ScriptedMilter());
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
    }

    [Fact]
    public async Task A_socket_on_which_somebody_listens_is_left_alone()
    {
        MilterServer server = Start(new ScriptedMilter());
        IOException error = Assert.Throws<IOException>(() => Start(new ScriptedMilter()));
        Assert.Equal($"another process listens on {SocketPath}", error.Message);
        using MtaClient client = await MtaClient.GreetedAsync(server.Address);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("link")]
    public void What_is_no_socket_is_left_alone(string what)
    {
        string other = SocketPath + ".other";
        if (what == "folder")
        {
            Directory.CreateDirectory(SocketPath);
        }
        else if (what == "link")
        {
            File.CreateSymbolicLink(SocketPath, other);
        }
        else
        {
            File.WriteAllText(SocketPath, string.Empty);
        }

        IOException error = Assert.Throws<IOException>(() => Start(new ScriptedMilter()));
        Assert.Equal($"{SocketPath} is in the way: it is no socket", error.Message);
        Assert.True(what == "folder" ? Directory.Exists(SocketPath) : new FileInfo(SocketPath).LinkTarget is not null || File.Exists(SocketPath));
    }

    [Fact]
    public void A_place_that_does_not_exist_is_told()
    {
        IOException error = Assert.Throws<IOException>(() => Start(new ScriptedMilter(), options => options with { Address = MilterAddress.Parse($"unix:{Folder}/no/milter.sock") }));
        Assert.StartsWith($"cannot listen on unix:{Folder}/no/milter.sock: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        MilterServer server = Start(new ScriptedMilter(), options => options with { Address = MilterAddress.Parse("inet:127.0.0.1:0") });
        IOException error = Assert.Throws<IOException>(() => Start(new ScriptedMilter(), options => options with { Address = server.Address }));
        Assert.StartsWith($"cannot listen on {server.Address}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inet:127.0.0.1:0")]
    [InlineData("inet:[::1]:0")]
    public async Task A_port_on_which_we_ended_a_session_first_is_listened_on_again(string address)
    {
        MilterServer server = Start(new ScriptedMilter(), options => options with { Address = MilterAddress.Parse(address) });
        using (MtaClient client = await MtaClient.GreetedAsync(server.Address))
        {
            // Who ends a connection first keeps its port in TIME-WAIT (RFC 9293 section 3.6): at QUIT that is us.
            await client.SayAsync(Say.Quit());
            Assert.Equal("closed", await client.HearAsync());
        }

        await server.StopAsync(TimeSpan.FromSeconds(30));
        MilterServer again = Start(new ScriptedMilter(), options => options with { Address = server.Address });
        using MtaClient next = await MtaClient.GreetedAsync(again.Address);
    }

    private string Stat(string suffix = "")
    {
        using System.Diagnostics.Process process = TestSupport.Cluster.Programs.Start("/usr/bin/stat", ["-c", "%g %a", SocketPath + suffix]);
        return TestSupport.Cluster.Programs.Finish(process, []).Output.Trim();
    }
}
