using System.Net;

using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

public sealed class AccessControlTests(AccessControlTests.Guarded consul) : IClassFixture<AccessControlTests.Guarded>
{
    [ConsulTheory]
    [InlineData(null)]
    [InlineData("00000000-1111-2222-3333-444444444444")]
    public async Task Who_has_no_right_token_is_refused(string? token)
    {
        using ConsulClient client = Client(token);

        ConsulException refused = await Expect.ProblemAsync(ConsulProblem.Refused, () => client.ReadAsync("a", ReadMode.Default));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("/a: 403 ", refused.Message, StringComparison.Ordinal);
        await Expect.ProblemAsync(ConsulProblem.Refused, () => client.WriteAsync("a", Some.Bytes("one"), 0, null));
        await Expect.ProblemAsync(ConsulProblem.Refused, () => client.TransactAsync([new KeyOperation.Set("a", Some.Bytes("one"), 0)]));
        Assert.DoesNotContain(token ?? "no token", refused.Message, StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task Who_has_the_right_token_is_let_in()
    {
        using ConsulClient client = Client(consul.Server.ManagementToken);
        Assert.True(await client.WriteAsync("a", Some.Bytes("one"), 0, null));

        Assert.Equal("one", Some.Text(await client.ReadAsync("a", ReadMode.Default)));
        Assert.Single((await client.ReadAllAsync(string.Empty, ReadMode.Default, null)).Entries);
    }

    [ConsulFact]
    public async Task A_token_from_a_file_is_let_in()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, consul.Server.ManagementToken + "\n");
        var options = ConsulOptions.From(consul.Server.Address.OriginalString, null, null, file, null, null, null, _ => null);
        File.Delete(file);
        using var client = new ConsulClient(options);

        Assert.True(await client.WriteAsync("a", Some.Bytes("one"), 0, null));
    }

    // What the contract of ReadAllAsync warns of: 1.8.7 says nothing, later versions do.
    [ConsulFact]
    public async Task Who_may_read_nothing_sees_nothing_below_a_prefix_or_is_refused()
    {
        using ConsulClient client = Client(null);
        try
        {
            Assert.Empty((await client.ReadAllAsync(string.Empty, ReadMode.Default, null)).Entries);
        }
        catch (ConsulException refused)
        {
            Assert.Equal(ConsulProblem.Refused, refused.Problem);
        }
    }

    private ConsulClient Client(string? token) => new(Some.Options(consul.Server.Address) with { Token = token });

    public sealed class Guarded : IAsyncLifetime
    {
        private ConsulServer? _server;

        internal ConsulServer Server => _server!;

        public async Task InitializeAsync() =>
            _server = ConsulBinary.Path is null ? null : await ConsulServer.StartAsync(new ConsulServerOptions { AccessControl = true });

        public Task DisposeAsync()
        {
            _server?.Dispose();
            return Task.CompletedTask;
        }
    }
}
