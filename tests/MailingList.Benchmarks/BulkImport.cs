using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>
/// The import of a file of 100,000 subscribers into a new list, the whole process, against SQLite alone (<see cref="BareInsert"/>). The
/// target is a time, so it counts on this machine only; the ratio says how much of it is ours.
/// </summary>
internal static class BulkImport
{
    internal const string What = "import of 100,000 subscribers";

    private const int Subscribers = 100_000;
    private const int Count = 5;
    private const double Most = 3000;

    internal static Row Measure(string folder, string executable, string meter)
    {
        string file = Path.Combine(folder, "import");
        File.WriteAllLines(file, Some.Addresses(Subscribers));
        int number = 0;
        Host Fresh() => new(Path.Combine(folder, $"import-host{number++}"), executable);

        Pairs<Sample> pairs = Pairs<Sample>.Measure(
            Count,
            () =>
            {
                Host host = Fresh();
                string list = host.CreateList("all");
                Sample sample = Sample.Of([meter], folder, file, executable, "import", list, "-", "--config", host.Configuration);
                Directory.Delete(host.Folder, recursive: true);
                return sample;
            },
            () =>
            {
                Host host = Fresh();
                Sample sample = BareInsert.Measure(host.Database, Some.Addresses(Subscribers));
                Directory.Delete(host.Folder, recursive: true);
                return sample;
            });

        double time = Median.Of(pairs.A.Select(sample => sample.Milliseconds));
        return new Row(
            What, Row.Time(time), $"{Row.Time(pairs.B)}  bare INSERTs, one transaction", pairs.Ratio(sample => sample.Milliseconds), $"< {Row.Time(Most)}", time < Most);
    }
}
