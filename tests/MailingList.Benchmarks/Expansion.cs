using System.Globalization;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>
/// How fast a post to many is handed over: until `deliver` ends, when Postfix has the last batch on its disk, against a shell loop that
/// calls sendmail(1) with the same message and the same batches, ready in files.
/// </summary>
internal static class Expansion
{
    private const int BatchSize = 1000; // the default
    private const double MostRatio = 1.25;

    internal static Pairs<Sample> Measure(Host host, Postfix postfix, int subscribers, int count)
    {
        string list = host.CreateList($"all{subscribers}", subscribers);
        Captured captured = host.Capture(list);
        int batches = subscribers / BatchSize;
        if (captured.Batches.Count != batches)
        {
            throw new InvalidOperationException($"{subscribers} subscribers made {captured.Batches.Count} batches, not {batches}: the comparison is for {BatchSize} each");
        }

        string post = Path.Combine(host.Folder, "post.eml");
        return Pairs<Sample>.Measure(
            count,
            () =>
            {
                Some.WritePost(post);
                return postfix.Measure(batches, post, host.DeliverCommand(list));
            },
            () => postfix.Measure(batches, "/dev/null", captured.LoopCommand()));
    }

    internal static Row Judge(int subscribers, Pairs<Sample> pairs) =>
        Row.Compare(What(subscribers), pairs, "shell loop, same batches", MostRatio);

    internal static string What(int subscribers) =>
        string.Create(CultureInfo.InvariantCulture, $"expansion to {subscribers:N0} subscribers");
}
