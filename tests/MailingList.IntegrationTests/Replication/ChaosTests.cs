using System.Globalization;

using MailingList.IntegrationTests.Replication.Support;
using MailingList.IntegrationTests.Support;

using Xunit.Abstractions;

namespace MailingList.IntegrationTests.Replication;

/// <summary>
/// Random schedules of changes and failures. MAILINGLIST_SCHEDULES says how many, MAILINGLIST_SEED is the first one's seed; each has the
/// next number.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Default = 30;

    [ClusterFact]
    public void Whatever_fails_while_changes_are_made_all_hosts_come_to_hold_the_same_and_nothing_that_was_done_is_lost()
    {
        int schedules = Number("MAILINGLIST_SCHEDULES") ?? Default;
        int first = Number("MAILINGLIST_SEED") ?? Random.Shared.Next(1, 1_000_000);
        using var hosts = new ThreeHosts("verb-budget = 300");
        for (int seed = first; seed < first + schedules; seed++)
        {
            var schedule = new Schedule(hosts, seed);
            try
            {
                schedule.Run();
            }
            catch
            {
                output.WriteLine($"schedule {seed - first + 1} of {schedules}: MAILINGLIST_SEED={seed}\n{schedule.Story}");
                throw;
            }
        }

        output.WriteLine($"{schedules} schedules from MAILINGLIST_SEED={first}");
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
