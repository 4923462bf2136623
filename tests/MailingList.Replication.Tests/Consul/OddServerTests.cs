using System.Text;

using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;

namespace MailingList.Replication.Tests.Consul;

public sealed class OddServerTests
{
    private const string NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n";

    private const string NoLeader = "No cluster leader";

    [Theory]
    [InlineData("[{\"Key\":\"elsewhere\",\"Value\":null}]")]
    [InlineData("[{\"Value\":null}]")]
    [InlineData("[null]")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{\"Key\":\"test\",\"Flags\":-1}]")]
    [InlineData("[{\"Key\":\"test\",\"Value\":\"no base64!\"}]")]
    [InlineData("<html><body>Welcome to the hotel's network</body></html>")]
    [InlineData("[{\"Key\":")]
    [InlineData("")]
    public async Task An_answer_that_is_not_Consuls_is_not_read(string body)
    {
        using var server = new OddServer(OddServer.Ok(body));
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.ReadAsync("a", ReadMode.Default));

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task What_speaks_no_HTTP_is_not_Consul()
    {
        using var server = new OddServer("220 mail.example.org ESMTP\r\n500 what?\r\n");
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.LeaderAsync());
    }

    [Fact]
    public async Task Somebody_elses_not_found_does_not_mean_that_all_is_deleted()
    {
        using var server = new OddServer(NotFound + "\r\n");
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.ReadAllAsync("a", ReadMode.Default, null));
        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.ReadAsync("a", ReadMode.Default));
    }

    [Fact]
    public async Task What_the_token_may_not_read_does_not_look_deleted()
    {
        using var server = new OddServer(NotFound + "X-Consul-Index: 7\r\nX-Consul-Results-Filtered-By-ACLs: true\r\n\r\n");
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Refused, () => client.ReadAllAsync("a", ReadMode.Default, null));
    }

    [Fact]
    public async Task A_gateways_page_becomes_one_line()
    {
        using var server = new OddServer(OddServer.Answer("502 Bad Gateway", "<html>\r\n<h1>502</h1>\u001b[31m" + new string('x', 5000)));
        using ConsulClient client = Client(server);

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.WriteAsync("a", Some.Bytes("one"), 0, null));

        Assert.Contains(": 502 <html> <h1>502</h1>", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 500, failure.Message);
    }

    [Fact]
    public async Task A_server_that_sends_elsewhere_is_not_followed()
    {
        using var elsewhere = new OddServer(OddServer.Ok("\"leader\""));
        using var server = new OddServer(OddServer.Answer("301 Moved Permanently", string.Empty, $"Location: http://127.0.0.1:{elsewhere.Port}/\r\n"));
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.LeaderAsync());

        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"Key\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    public async Task Half_an_answer_is_none(string half)
    {
        using var server = new OddServer(half);
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.WriteAsync("a", Some.Bytes("one"), 0, null));
        Assert.Equal(1, server.Connections);
        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.DeleteAsync("a", 7));
        Assert.Equal(2, server.Connections);
        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.DestroySessionAsync("some"));
        Assert.Equal(3, server.Connections);
        await Expect.ProblemAsync(ConsulProblem.Unreachable, () => client.ReadAsync("a", ReadMode.Default));
        // .NET itself asks once more, or oftener, when there was not even a first byte.
        Assert.True(server.Connections >= 3 + 3, $"{server.Connections} connections");
    }

    [Fact]
    public async Task An_endless_answer_is_left()
    {
        using var server = new OddServer((_, _, stream) => EndlessAsync(stream, "HTTP/1.1 200 OK\r\nX-Consul-Index: 7\r\n\r\n[{\"Key\":\""));
        using ConsulClient client = Client(server);

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.ReadAsync("a", ReadMode.Default));

        Assert.Contains("longer than 1048576 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_header_is_left()
    {
        using var server = new OddServer((_, _, stream) => EndlessAsync(stream, "HTTP/1.1 200 OK\r\nX-Long: "));
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => client.ReadAsync("a", ReadMode.Default));
    }

    [Fact]
    public async Task A_read_is_tried_again_when_there_was_no_leader()
    {
        using var server = new OddServer(
            OddServer.Answer("500 Internal Server Error", NoLeader), string.Empty, OddServer.Ok("\"127.0.0.1:8300\""));
        using ConsulClient client = Client(server);

        Assert.Equal("127.0.0.1:8300", await client.LeaderAsync());
    }

    [Theory]
    [InlineData(NoLeader)]
    [InlineData("rpc error making call: EOF")]
    [InlineData("rpc error getting client: failed to get conn: dial tcp 127.0.0.1:0->127.0.0.1:8300: connect: connection refused")]
    [InlineData("leadership lost while committing log")]
    public async Task What_is_more_than_a_read_is_not_tried_again(string words)
    {
        using var server = new OddServer(OddServer.Answer("500 Internal Server Error", words));
        using ConsulClient client = Client(server);

        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.WriteAsync("a", Some.Bytes("one"), 0, null));
        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.TransactAsync([new KeyOperation.Delete("a")]));
        await Expect.ProblemAsync(ConsulProblem.NoLeader, () => client.ReadAllAsync("a", ReadMode.Default, new BlockingQuery(7, TimeSpan.FromMinutes(1))));

        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_token_that_comes_back_is_not_repeated()
    {
        const string Token = "11111111-2222-3333-4444-555555555555";
        using var server = new OddServer((request, _, stream) => stream.WriteAsync(Encoding.Latin1.GetBytes(OddServer.Answer("403 Forbidden", request))).AsTask());
        using var client = new ConsulClient(Some.OptionsOfPort(server.Port) with { Token = Token });

        ConsulException failure = await Expect.ProblemAsync(ConsulProblem.Refused, () => client.LeaderAsync());

        Assert.Contains("X-Consul-Token: (token)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, failure.ToString(), StringComparison.Ordinal);
    }

    private static ConsulClient Client(OddServer server) => new(Some.OptionsOfPort(server.Port));

    private static async Task EndlessAsync(Stream stream, string beginning)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning));
        byte[] more = new byte[65_536];
        Array.Fill(more, (byte)'x');
        while (true)
        {
            await stream.WriteAsync(more);
        }
    }
}
