using MailingList.Replication.Consul;
using MailingList.Replication.Tests.Consul.Support;
using MailingList.TestSupport;

namespace MailingList.Replication.Tests.Consul;

[Collection(SharedConsulTests.Name)]
public sealed class ServiceTests(SharedConsul consul) : IDisposable
{
    private readonly ConsulClient _client = ConsulBinary.Path is null ? new(Some.OptionsOfPort(1)) : consul.Client();

    private readonly string _name = Some.Name();

    public void Dispose() => _client.Dispose();

    [ConsulFact]
    public async Task A_service_that_passes_is_seen_with_what_it_says_of_itself()
    {
        ServiceRegistration registration = Registration("one") with
        {
            Address = "192.0.2.1",
            Port = 25,
            Meta = new Dictionary<string, string> { ["version"] = "0.1.0" },
            DeregisterCriticalServiceAfter = TimeSpan.FromHours(1),
        };
        await _client.RegisterServiceAsync(registration);
        await _client.PassCheckAsync(registration.CheckId, "3 lists, no change waits");

        ServiceInstance instance = await UntilAsync(found => found.Status == ServiceStatus.Passing && found.Output.Length > 0);

        Assert.Equal(registration.Id, instance.Id);
        Assert.Equal("test", instance.Node);
        Assert.Equal("192.0.2.1", instance.Address);
        Assert.Equal(25, instance.Port);
        Assert.Equal("0.1.0", instance.Meta["version"]);
    }

    [ConsulFact]
    public async Task A_service_is_critical_until_it_passes_and_when_it_fails()
    {
        ServiceRegistration registration = Registration("one");
        await _client.RegisterServiceAsync(registration);
        ServiceInstance instance = await UntilAsync(found => found.Status == ServiceStatus.Critical);
        Assert.Equal("127.0.0.1", instance.Address);

        await _client.PassCheckAsync(registration.CheckId, "well");
        await UntilAsync(found => found.Status == ServiceStatus.Passing);
        await _client.FailCheckAsync(registration.CheckId, "the disk is full");

        instance = await UntilAsync(found => found.Status == ServiceStatus.Critical);
        Assert.Equal("the disk is full", instance.Output);
    }

    [ConsulFact]
    public async Task A_service_that_is_silent_becomes_critical()
    {
        ServiceRegistration registration = Registration("one") with { CheckTimeToLive = TimeSpan.FromMilliseconds(500) };
        await _client.RegisterServiceAsync(registration);
        await _client.PassCheckAsync(registration.CheckId, "well");

        Assert.Contains("TTL", (await UntilAsync(found => found.Status == ServiceStatus.Critical && found.Output.Length > 0)).Output, StringComparison.Ordinal);
    }

    [ConsulFact]
    public async Task A_service_that_is_taken_back_is_gone()
    {
        await _client.RegisterServiceAsync(Registration("one"));
        await UntilAsync(_ => true);

        await _client.DeregisterServiceAsync(_name + "-one");

        Assert.Empty(await _client.ServiceInstancesAsync(_name, ReadMode.Consistent));
    }

    [ConsulFact]
    public async Task A_check_that_nobody_registered_is_an_error() =>
        await Expect.ProblemAsync(ConsulProblem.Unexpected, () => _client.PassCheckAsync("service:nobody", "well"));

    private ServiceRegistration Registration(string id) => new($"{_name}-{id}", _name, TimeSpan.FromMinutes(1));

    // The agent tells the servers a moment later.
    private async Task<ServiceInstance> UntilAsync(Func<ServiceInstance, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = new CancellationTokenSource(Some.LongTime);
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            IReadOnlyList<ServiceInstance> found = await _client.ServiceInstancesAsync(_name, ReadMode.Default, limit.Token);
            if (found is [ServiceInstance only] && condition(only))
            {
                return only;
            }
        }

        throw new TimeoutException();
    }
}
