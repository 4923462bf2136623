using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>The most memory that `deliver` holds, the worst run of those that were timed; and that it does not grow with the list.</summary>
internal static class PeakMemory
{
    internal const string WhatAlone = "deliver, 1 subscriber, peak memory";
    internal const string WhatMore = "the same, 100,000 subscribers";

    private const double Most = 40;
    private const double MostMore = 10;

    internal static Row JudgeAlone(IReadOnlyList<Sample> one)
    {
        double peak = Peak(one);
        return new Row(WhatAlone, Row.Memory(peak), string.Empty, null, $"<= {Row.Memory(Most)}", peak <= Most);
    }

    internal static Row JudgeMore(IReadOnlyList<Sample> one, IReadOnlyList<Sample> many)
    {
        double more = Peak(many) - Peak(one);
        return new Row(
            WhatMore, Row.Memory(Peak(many)), $"{Row.Memory(Peak(one))}  with 1: {Row.Memory(more)} more", Peak(many) / Peak(one), $"<= {Row.Memory(MostMore)} more", more <= MostMore);
    }

    private static double Peak(IEnumerable<Sample> samples) => samples.Max(sample => sample.Megabytes);
}
