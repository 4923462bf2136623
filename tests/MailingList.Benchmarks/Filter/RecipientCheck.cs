using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.Core.Addressing;
using MailingList.Core.Admission;
using MailingList.Core.ReturnPaths;
using MailingList.Core.Tokens;
using MailingList.Store;

namespace MailingList.Benchmarks.Filter;

/// <summary>
/// What is answered to RCPT, in this process: from senders who subscribe to a list of a million, as if each of them wrote to it; against the
/// same for a list with one subscriber.
/// </summary>
internal static class RecipientCheck
{
    private const int Checks = 10_000;
    private const int Passes = 5;
    private const double Most = 0.02; // ms
    private const int Seed = 43;

    internal static IEnumerable<Row> Measure(string folder)
    {
        using Database database = Database.OpenToRead(MembershipCheck.DatabaseIn(folder), "mx1.example.net", TimeSpan.FromSeconds(10), TimeProvider.System);
        var paths = new ReturnPathMint([new byte[SecretTable.KeyLength]], TimeProvider.System);
        var mint = new TokenMint([new byte[SecretTable.KeyLength]], TimeProvider.System);
        var admission = new RecipientAdmission([EmailAddress.Parse(MembershipCheck.Million).Domain], new ListCache(database, new ListStore(database, sharing: false)), () => mint, () => paths);
        yield return Judge("the list", Time(admission, MembershipCheck.Million), Time(admission, MembershipCheck.One));
        yield return Judge("-subscribe", Time(admission, RoleOf(MembershipCheck.Million)), Time(admission, RoleOf(MembershipCheck.One)));
    }

    private static string RoleOf(string list) => list.Replace("@", "-subscribe@", StringComparison.Ordinal);

    // The least of several passes' medians: what the machine does besides is not ours.
    private static double Time(RecipientAdmission admission, string recipient) => Enumerable.Range(0, Passes).Min(_ => Median.Of(Pass(admission, recipient)));

    private static double[] Pass(RecipientAdmission admission, string recipient)
    {
        var random = new Random(Seed);
        double[] times = new double[Checks];
        for (int i = 0; i < Checks; i++)
        {
            string sender = Some.Address(random.Next(MembershipCheck.Subscribers));
            long started = Stopwatch.GetTimestamp();
            Verdict? verdict = admission.Judge(sender, recipient);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (verdict is not Verdict.Accept)
            {
                throw new InvalidOperationException($"{recipient} does not take mail from {sender}");
            }
        }

        return times;
    }

    private static Row Judge(string which, double many, double few) => new(
        $"RCPT for {which} of 1,000,000, median of 10,000", Row.Time(many), $"{Row.Time(few)}  in a list of 1", many / few, $"< {Row.Time(Most)}", many < Most);
}
