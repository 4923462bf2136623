using System.Runtime.InteropServices;

using MailingList.Benchmarks.Bounces;
using MailingList.Benchmarks.Filter;
using MailingList.Benchmarks.Replication;
using MailingList.Benchmarks.Support;
using MailingList.TestSupport.Cluster;

namespace MailingList.Benchmarks;

/// <summary>`make bench`: measures everything that a target was set for, and prints four tables. Called by scripts/bench.sh.</summary>
internal static class Program
{
    private const int ExitInterrupted = 130;

    private const string Posts = "posts";

    private static readonly string[] Parts = [Posts, Filtering.Part, BounceReading.Part, .. Replicating.Parts];

    private static int Main(string[] args) => args switch
    {
        [Meter.Name, var input, var output, var program, .. var arguments] => Meter.Run(input, output, program, arguments),
        [var folder, .. var parts] when parts.All(Parts.Contains) => Run(folder, parts is [] ? Parts : parts),
        _ => Explain(),
    };

    private static int Explain()
    {
        Console.Error.WriteLine(
            $"usage: mailinglist-bench FOLDER [PART...], from the root of the checkout: an empty folder that everybody may enter, and what to measure: {string.Join(' ', Parts)}; see scripts/bench.sh");
        return 1;
    }

    // A missed target is a line in the table and no failure: it may be the machine's.
    private static int Run(string folder, string[] parts)
    {
        string executable = Path.Combine(Host.CopyPrograms("out", Path.Combine(folder, "product")), "mailinglist");
        string meter = Path.Combine(Host.CopyPrograms(AppContext.BaseDirectory, Path.Combine(folder, "bench")), "mailinglist-bench");

        if (parts.Contains(Posts))
        {
            List<Row> rows = [.. Postfix.WhyNot is { } why ? LeaveOut(why) : Through(folder, executable, meter)];
            rows.Add(Exim.WhyNot is { } whyNoExim ? Row.LeftOut(Expansion.WhatByExim(10_000), whyNoExim) : ThroughExim(folder, executable, meter));
            Tell(BulkImport.What);
            rows.Add(BulkImport.Measure(folder, executable, meter));
            Tell("a list of 1,000,000 is filled, then asked");
            rows.AddRange(MembershipCheck.Measure(folder));
            Report.Print(rows, Console.Out);
            Console.Out.WriteLine();
        }

        if (parts.Contains(Filtering.Part))
        {
            Tell("the milter and a list of 1,000,000");
            Row[] rows = [.. Filtering.Measure(folder, executable, meter)];
            Console.Out.WriteLine("Refused while the sender is still on the line: the agent as a milter, and a list of 1,000,000");
            Report.Print(rows, Console.Out);
            Console.Out.WriteLine();
        }

        if (parts.Contains(BounceReading.Part))
        {
            Tell("bounces");
            Console.Out.WriteLine("What comes back: bounces of seven kinds, in this process");
            Report.Print([BounceReading.Measure()], Console.Out);
            Console.Out.WriteLine();
        }

        if (parts.Intersect(Replicating.Parts).ToList() is { Count: > 0 } wanted)
        {
            Row[] rows = [.. Replicating.WhyNot is { } why ? Replicating.LeaveOut(why) : Between(wanted, folder, executable, meter)];
            Console.Out.WriteLine("Three hosts that share their lists: network namespaces on this machine, each with a Consul server and an agent");
            Report.Print(rows, Console.Out);
            Console.Out.WriteLine();
        }

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
        Tell("subscriptions by mail");
        (Pairs<Sample> asks, Pairs<Sample> confirms) = Subscription.Measure(host, postfix);
        return
        [
            SinglePost.Judge(one),
            Expansion.Judge(10_000, many),
            Expansion.Judge(100_000, most),
            PeakMemory.JudgeAlone(one.A),
            PeakMemory.JudgeMore(one.A, most.A),
            Subscription.Judge(Subscription.WhatAsks, asks),
            Subscription.Judge(Subscription.WhatConfirms, confirms),
        ];
    }

    private static Row ThroughExim(string folder, string executable, string meter)
    {
        var host = new Host(Path.Combine(folder, "host-of-exim"), executable);
        using var exim = new Exim(Path.GetFullPath("scripts/private-exim.sh"), Path.Combine(folder, "exim"), meter, host);
        using PosixSignalRegistration interrupt = EndOn(PosixSignal.SIGINT, exim);
        using PosixSignalRegistration terminate = EndOn(PosixSignal.SIGTERM, exim);
        Tell(Expansion.WhatByExim(10_000));
        return Expansion.Judge(Expansion.WhatByExim(10_000), Expansion.Measure(host, exim, 10_000, count: 15));
    }

    private static IEnumerable<Row> LeaveOut(string why) =>
        ((string[])[SinglePost.What, Expansion.What(10_000), Expansion.What(100_000), PeakMemory.WhatAlone, PeakMemory.WhatMore, Subscription.WhatAsks, Subscription.WhatConfirms])
            .Select(what => Row.LeftOut(what, why));

    private static List<Row> Between(List<string> parts, string folder, string executable, string meter)
    {
        using var cluster = new HostCluster(Path.Combine(folder, "hosts"));
        using PosixSignalRegistration interrupt = EndOn(PosixSignal.SIGINT, cluster);
        using PosixSignalRegistration terminate = EndOn(PosixSignal.SIGTERM, cluster);
        List<Row> rows = [];
        foreach (string part in parts)
        {
            Tell($"three hosts with Consul: {part}");
            rows.AddRange(Replicating.Measure(part, cluster, folder, executable, meter));
        }

        return rows;
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, IDisposable servers) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        servers.Dispose(); // before their folder goes
        Environment.Exit(ExitInterrupted);
    });

    private static void Tell(string what) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what} …");
}
