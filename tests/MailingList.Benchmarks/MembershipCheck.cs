using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Store;

namespace MailingList.Benchmarks;

/// <summary>
/// Whether somebody subscribes to a list of a million, in this process, for subscribers and strangers in turns; against the same in a
/// list with one subscriber.
/// </summary>
internal static class MembershipCheck
{
    /// <summary>The large list.</summary>
    internal const string Million = "million@lists.example.org";

    /// <summary>How many it has.</summary>
    internal const int Subscribers = 1_000_000;

    /// <summary>The list of one.</summary>
    internal const string One = "one@lists.example.org";

    private const int Portion = 50_000;
    private const int Checks = 10_000;
    private const int Passes = 5;
    private const double Most = 1; // ms
    private const int Seed = 42;

    /// <summary>A file with a database that has a list of a million and one of 1.</summary>
    internal static string DatabaseIn(string folder)
    {
        string path = Path.Combine(folder, "million.db");
        if (!File.Exists(path))
        {
            using Database database = Open(path);
            var lists = new ListStore(database, sharing: false);
            Fill(database, lists, Million, Subscribers);
            Fill(database, lists, One, 1);
        }

        return path;
    }

    internal static IEnumerable<Row> Measure(string folder)
    {
        using Database database = Open(DatabaseIn(folder));
        var lists = new ListStore(database, sharing: false);
        ListSnapshot million = lists.Find(EmailAddress.Parse(Million))!;
        ListSnapshot one = lists.Find(EmailAddress.Parse(One))!;

        // What the machine does besides hits some check in every pass, but not the same one again: for each its median is taken.
        List<(double Many, double Few)[]> passes = [.. Enumerable.Range(0, Passes).Select(_ => Pass(lists, million, one))];
        double[] many = [.. Enumerable.Range(0, Checks).Select(i => Median.Of(passes.Select(pass => pass[i].Many)))];
        double[] few = [.. Enumerable.Range(0, Checks).Select(i => Median.Of(passes.Select(pass => pass[i].Few)))];
        yield return Judge("median of 10,000", Median.Of(many), Median.Of(few));
        yield return Judge("worst of 10,000", many.Max(), few.Max());
    }

    private static (double Many, double Few)[] Pass(ListStore lists, ListSnapshot million, ListSnapshot one)
    {
        var random = new Random(Seed); // the same checks in every pass; far more pages than SQLite keeps from one to the next
        var times = new (double Many, double Few)[Checks];
        for (int i = 0; i < Checks; i++)
        {
            bool present = i % 2 == 0;
            // Numbers from Subscribers on are strangers, whose keys lie among the others'.
            int number = random.Next(Subscribers) + (present ? 0 : Subscribers);
            times[i] = (Check(lists, million, number, present), Check(lists, one, present ? 0 : number, present));
        }

        return times;
    }

    private static Database Open(string path) => Database.Create(path, "mx1.example.net", TimeSpan.FromSeconds(10), TimeProvider.System);

    private static void Fill(Database database, ListStore lists, string name, int subscribers)
    {
        EmailAddress address = EmailAddress.Parse(name);
        database.Write(() => lists.Create(address, name, []));
        ListSnapshot list = lists.Find(address)!;
        foreach (string[] portion in Some.Addresses(subscribers).Chunk(Portion))
        {
            database.Write(() => portion
                .Select(subscriber => lists.Subscribers.Put(list, new SubscriberRequest(EmailAddress.Parse(subscriber)), "import"))
                .Count(change => change != Core.Records.Change.Added));
        }

        database.Checkpoint();
    }

    private static double Check(ListStore lists, ListSnapshot list, int number, bool expected)
    {
        EmailAddress address = EmailAddress.Parse(Some.Address(number));
        long started = Stopwatch.GetTimestamp();
        Subscriber? found = lists.Subscribers.Find(list, address);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return found is not null == expected
            ? milliseconds
            : throw new InvalidOperationException($"{address} was {(expected ? "not " : string.Empty)}found");
    }

    private static Row Judge(string which, double many, double few) => new(
        $"subscriber among 1,000,000, {which}", Row.Time(many), $"{Row.Time(few)}  in a list of 1", many / few, $"< {Row.Time(Most)}", many < Most);
}
