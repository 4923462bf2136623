using MailingList.Replication.Consul;

namespace MailingList.Replication.Tests.Consul.Support;

/// <summary>What a call that fails must look like.</summary>
internal static class Expect
{
    internal static async Task<ConsulException> ProblemAsync(ConsulProblem problem, Func<Task> call)
    {
        ConsulException failure = await Assert.ThrowsAsync<ConsulException>(call);
        Assert.True(problem == failure.Problem, $"expected {problem}, got {failure.Problem}: {failure.Message}");
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.Contains(failure.Address.OriginalString.TrimEnd('/'), failure.Message, StringComparison.Ordinal);
        return failure;
    }
}
