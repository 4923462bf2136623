namespace MailingList.Benchmarks.Support;

/// <summary>Two things measured in turns, A B A B: what else the machine does falls on both.</summary>
/// <param name="A">What is of interest.</param>
/// <param name="B">What it is compared with.</param>
internal sealed record Pairs<T>(IReadOnlyList<T> A, IReadOnlyList<T> B)
{
    /// <summary>Measures so many pairs, after one of each that does not count.</summary>
    internal static Pairs<T> Measure(int count, Func<T> a, Func<T> b)
    {
        _ = a();
        _ = b();
        List<T> first = [];
        List<T> second = [];
        for (int i = 0; i < count; i++)
        {
            first.Add(a());
            second.Add(b());
        }

        return new Pairs<T>(first, second);
    }

    /// <summary>The median of the pairs' ratios.</summary>
    internal double Ratio(Func<T, double> figure) => Median.Of(A.Zip(B, (a, b) => figure(a) / figure(b)));
}
