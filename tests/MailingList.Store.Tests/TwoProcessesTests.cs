using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

/// <summary>An agent and a verb have the same database open at the same time, on connections of their own.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private readonly Host _host = new("mx1");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Lists_that_another_process_makes_are_no_surprise_to_who_looks_what_is_to_be_told()
    {
        using var other = Database.Open(_host.Path, "mx1", TimeSpan.FromSeconds(10), _host.Clock);
        var replica = new Replica(other);

        Task making = Task.Run(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                _host.Create($"list{i}@lists.example.org");
            }
        });
        int most = 0;
        while (!making.IsCompleted)
        {
            most = Math.Max(most, replica.Unpublished(int.MaxValue).Count);
        }

        await making;
        Assert.True(replica.Unpublished(int.MaxValue).Count >= Math.Max(most, 300));
    }
}
