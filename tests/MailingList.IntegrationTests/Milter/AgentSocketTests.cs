using System.Diagnostics;
using System.Net.Sockets;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Milter;

/// <summary>The agent's sockets as [agent] describes them, and one line where they cannot be had.</summary>
public sealed class AgentSocketTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _before;

    public AgentSocketTests() => _before = File.ReadAllText(_sandbox.Configuration);

    public void Dispose() => _sandbox.Dispose();

    private string Folder => _sandbox.Data;

    [ExecutableTheory]
    [InlineData("milter = \"unix:DIR/m.sock\"\nsocket-mode = \"rw\"", "`socket-mode` in [agent]: 'rw' is no mode such as \"0660\"")]
    [InlineData("milter = \"unix:DIR/m.sock\"\nsocket-mode = \"1777\"", "`socket-mode` in [agent]: '1777' is no mode")]
    [InlineData("milter = \"DIR/m.sock\"", "`milter` in [agent]: ")]
    [InlineData("lookup = \"unix:m.sock\"", "is to be named by its whole path")]
    [InlineData("lookup = \"tcp:127.0.0.1:8891\"", "`lookup` in [agent]: ")]
    [InlineData("milter = \"unix:DIR/nowhere/m.sock\"", "cannot listen on unix:DIR/nowhere/m.sock")]
    [InlineData("milter = \"unix:DIR/lists.db\"", "DIR/lists.db is in the way: it is no socket")]
    [InlineData("milter = \"inet:192.0.2.1:8891\"", "cannot listen on inet:192.0.2.1:8891")]
    [InlineData("milter = \"unix:DIR/m.sock\"\nsocket-group = \"no-such-group\"", "there is no group 'no-such-group'")]
    [InlineData("miller = \"unix:DIR/m.sock\"", "there is no key `miller` in [agent]")]
    [InlineData("", "stands alone and needs no agent")]
    public void What_cannot_be_is_said_in_one_line(string lines, string said)
    {
        File.WriteAllText(_sandbox.Configuration, $"{_before}\n[agent]\n{lines.Replace("DIR", Folder, StringComparison.Ordinal)}\n");
        Expect.Told(_sandbox.Run("agent"), 78, said.Replace("DIR", Folder, StringComparison.Ordinal));
    }

    [RootFact]
    public void A_group_that_the_agent_s_user_is_not_in_is_named()
    {
        File.WriteAllText(_sandbox.Configuration, $"{_before}\n[agent]\nmilter = \"unix:{Folder}/m.sock\"\nsocket-group = \"daemon\"\n");
        Expect.Told(_sandbox.Run("agent"), 78, $"{Folder}/m.sock cannot be given to the group 'daemon'");
    }

    [ExecutableFact]
    public void Its_sockets_have_the_mode_of_the_configuration_and_are_gone_with_it()
    {
        File.WriteAllText(_sandbox.Configuration, $"{_before}\n[agent]\nmilter = \"unix:{Folder}/m.sock\"\nlookup = \"unix:{Folder}/l.sock\"\nsocket-mode = \"0602\"\n");
        using Process agent = _sandbox.Start("agent");
        string[] sockets = [$"{Folder}/m.sock", $"{Folder}/l.sock"];
        Wait.Until(() => sockets.All(Answers) || agent.HasExited, "it listens");
        Assert.All(sockets, socket => Assert.Equal((UnixFileMode)0b110_000_010, File.GetUnixFileMode(socket)));
        Expect.Told(_sandbox.Run("agent"), 64, "an agent runs on this host already");
        Assert.Equal(0, Command.Run("/bin/sh", ["-c", $"kill -TERM {agent.Id}"]).ExitCode);
        Assert.True(agent.WaitForExit(Wait.Long));
        Assert.Equal(0, agent.ExitCode);
        Assert.All(sockets, socket => Assert.False(File.Exists(socket)));
    }

    [ExecutableFact]
    public void Who_comes_when_too_many_ask_already_is_hung_up_on_and_the_log_says_so_once()
    {
        string path = $"{Folder}/l.sock";
        File.WriteAllText(_sandbox.Configuration, $"{_before}\n[agent]\nlookup = \"unix:{path}\"\n");
        using Process agent = _sandbox.Start("agent");
        Wait.Until(() => Answers(path) || agent.HasExited, "it listens");
        // Those that ask keep their connections: as many as there may be, and some more.
        List<Socket> sockets = [.. Enumerable.Range(0, 4096 + 10).Select(_ => Connected(path))];
        Assert.Equal(0, sockets[^1].Receive(new byte[1]));
        sockets.ForEach(socket => socket.Dispose());
        Assert.Equal(0, Command.Run("/bin/sh", ["-c", $"kill -TERM {agent.Id}"]).ExitCode);
        Assert.True(agent.WaitForExit(Wait.Long));
        Assert.Single(File.ReadLines(_sandbox.Log), line => line.Contains("4096 lookup connections are open: others are hung up on", StringComparison.Ordinal));
    }

    [ExecutableFact]
    public void Setup_says_where_the_socket_is_missing()
    {
        Expect.Told(_sandbox.Run("setup", "postfix", "--milter"), 78, "there is no `milter` in [agent]");
        Expect.Told(_sandbox.Run("setup", "postfix", "--socketmap"), 78, "there is no `lookup` in [agent]");
        File.AppendAllText(_sandbox.Configuration, "\n[agent]\nmilter = \"unix:/var/spool/postfix/ml/m.sock\"\nlookup = \"inet:127.0.0.1:8892\"\n");
        string[] lines = _sandbox.Ok("setup", "postfix", "--milter", "--socketmap").Output.Split('\n');
        Assert.Contains("smtpd_milters = { unix:ml/m.sock, default_action=tempfail, protocol=6, connect_timeout=10s, command_timeout=30s }", lines);
        Assert.Contains("relay_recipient_maps = socketmap:inet:127.0.0.1:8892:recipients", lines);
    }

    private static bool Answers(string path)
    {
        try
        {
            using Socket socket = Connected(path);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Socket Connected(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Wait.Long.TotalMilliseconds };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
