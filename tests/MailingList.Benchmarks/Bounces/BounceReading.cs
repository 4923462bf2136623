using System.Diagnostics;

using MailingList.Benchmarks.Support;
using MailingList.Core.Bounces;

using MimeKit;

namespace MailingList.Benchmarks.Bounces;

/// <summary>How many bounces a second one core reads; against MimeKit alone, which takes them apart.</summary>
internal static class BounceReading
{
    /// <summary>The part, by which it can be asked for.</summary>
    internal const string Part = "bounces";

    private const string What = "bounces read a second, one core";
    private const int Rounds = 300;
    private const int Passes = 9;
    private const double Least = 1_000;

    internal static Row Measure()
    {
        var pairs = Pairs<double>.Measure(Passes, () => Rate(Read), () => Rate(Load));
        double rate = Median.Of(pairs.A);
        return new Row(What, $"{rate:0}", $"{Median.Of(pairs.B):0}  MimeKit alone", pairs.Ratio(figure => figure), $">= {Row.Number(Least)}", rate >= Least);
    }

    private static double Rate(Action<byte[]> take)
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Rounds; i++)
        {
            foreach (byte[] message in SomeBounces.All)
            {
                take(message);
            }
        }

        return Rounds * SomeBounces.All.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Read(byte[] message)
    {
        if (BounceReader.Read(message).Kind == BounceKind.NotUnderstood)
        {
            throw new InvalidOperationException("a bounce was not understood");
        }
    }

    private static void Load(byte[] message)
    {
        using var stream = new MemoryStream(message, writable: false);
        using MimeMessage loaded = MimeMessage.Load(stream);
    }
}
