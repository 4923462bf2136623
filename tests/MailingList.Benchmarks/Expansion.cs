using System.Globalization;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>
/// How fast a post to many is handed over: until `deliver` ends, when the MTA has the last batch on its disk, against a shell loop that
/// calls sendmail(1) with the same message and the same batches, ready in files.
/// </summary>
internal static class Expansion
{
    private const int BatchSize = 1000; // the default
    private const double MostRatio = 1.25;

    internal static Pairs<Sample> Measure(Host host, PrivateMta mta, int subscribers, int count)
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
                return mta.Measure(batches, post, host.DeliverCommand(list));
            },
            () => mta.Measure(batches, "/dev/null", captured.LoopCommand()));
    }

    internal static Row Judge(int subscribers, Pairs<Sample> pairs) => Judge(What(subscribers), pairs);

    internal static Row Judge(string what, Pairs<Sample> pairs) => Row.Compare(what, pairs, "shell loop, same batches", MostRatio);

    internal static string WhatByExim(int subscribers) =>
        string.Create(CultureInfo.InvariantCulture, $"expansion to {subscribers:N0} through Exim");

    internal static string What(int subscribers) =>
        string.Create(CultureInfo.InvariantCulture, $"expansion to {subscribers:N0} subscribers");
}
