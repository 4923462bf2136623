using System.Runtime.InteropServices;

using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>`make bench`: measures everything that a target was set for, and prints one table. Called by scripts/bench.sh.</summary>
internal static class Program
{
    private const int ExitInterrupted = 130;

    private static int Main(string[] args) => args switch
    {
        [Meter.Name, var input, var output, var program, .. var arguments] => Meter.Run(input, output, program, arguments),
        [var folder] => RunAll(folder),
        _ => Explain(),
    };

    private static int Explain()
    {
        Console.Error.WriteLine("usage: mailinglist-bench FOLDER, from the root of the checkout: an empty folder that everybody may enter; see scripts/bench.sh");
        return 1;
    }

    // A missed target is a line in the table and no failure: it may be the machine's.
    private static int RunAll(string folder)
    {
        string executable = Path.Combine(Host.CopyPrograms("out", Path.Combine(folder, "product")), "mailinglist");
        string meter = Path.Combine(Host.CopyPrograms(AppContext.BaseDirectory, Path.Combine(folder, "bench")), "mailinglist-bench");

        List<Row> rows = [];
        rows.AddRange(Postfix.WhyNot is { } why ? LeaveOut(why) : Through(folder, executable, meter));
        Tell(BulkImport.What);
        rows.Add(BulkImport.Measure(folder, executable, meter));
        Tell("a list of 1,000,000 is filled, then asked");
        rows.AddRange(MembershipCheck.Measure(folder));

        Report.Print(rows, Console.Out);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"Medians of pairs measured in turns; a ratio is the median of the pairs' ratios. {Machine.Describe(folder)}");
        return 0;
    }

    private static List<Row> Through(string folder, string executable, string meter)
    {
        using var postfix = new Postfix(Path.GetFullPath("scripts/private-postfix.sh"), Path.Combine(folder, "postfix"), meter);
        using PosixSignalRegistration interrupt = EndOn(PosixSignal.SIGINT, postfix);
        using PosixSignalRegistration terminate = EndOn(PosixSignal.SIGTERM, postfix);
        var host = new Host(Path.Combine(folder, "host"), executable);

        Tell(SinglePost.What);
        Pairs<Sample> one = SinglePost.Measure(host, postfix);
        Tell(Expansion.What(10_000));
        Pairs<Sample> many = Expansion.Measure(host, postfix, 10_000, count: 15);
        Tell(Expansion.What(100_000));
        Pairs<Sample> most = Expansion.Measure(host, postfix, 100_000, count: 5);
        return
        [
            SinglePost.Judge(one),
            Expansion.Judge(10_000, many),
            Expansion.Judge(100_000, most),
            PeakMemory.JudgeAlone(one.A),
            PeakMemory.JudgeMore(one.A, most.A),
        ];
    }

    private static IEnumerable<Row> LeaveOut(string why) =>
        ((string[])[SinglePost.What, Expansion.What(10_000), Expansion.What(100_000), PeakMemory.WhatAlone, PeakMemory.WhatMore])
            .Select(what => Row.LeftOut(what, why));

    private static PosixSignalRegistration EndOn(PosixSignal signal, Postfix postfix) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        postfix.Dispose(); // before its folder goes
        Environment.Exit(ExitInterrupted);
    });

    private static void Tell(string what) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what} …");
}
