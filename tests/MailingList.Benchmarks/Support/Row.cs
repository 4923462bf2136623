using System.Globalization;

namespace MailingList.Benchmarks.Support;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">How much it was.</param>
/// <param name="Against">What it is compared with, and how much that was; empty: with nothing.</param>
/// <param name="Ratio">The median of the pairs' ratios, or null.</param>
/// <param name="Target">What it should be.</param>
/// <param name="Met">Whether it is; null: not measured, and <paramref name="Against"/> says why.</param>
internal sealed record Row(string What, string Measured, string Against, double? Ratio, string Target, bool? Met)
{
    /// <summary>A line about what cannot be measured here.</summary>
    internal static Row LeftOut(string what, string why) => new(what, "left out", why, null, string.Empty, null);

    /// <summary>A comparison of times whose target is the ratio.</summary>
    internal static Row Compare(string what, Pairs<Sample> pairs, string against, double most)
    {
        double ratio = pairs.Ratio(sample => sample.Milliseconds);
        return new Row(what, Time(pairs.A), $"{Time(pairs.B)}  {against}", ratio, $"ratio <= {Number(most)}", ratio <= most);
    }

    internal static string Time(IEnumerable<Sample> samples) => Time(Median.Of(samples.Select(sample => sample.Milliseconds)));

    internal static string Time(double milliseconds) => milliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0.0} us"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
    };

    internal static string Memory(double megabytes) => string.Create(CultureInfo.InvariantCulture, $"{megabytes:0.0} MB");

    internal static string Bytes(double bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.0} MB"),
    };

    internal static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
