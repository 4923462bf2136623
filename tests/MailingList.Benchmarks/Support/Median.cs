namespace MailingList.Benchmarks.Support;

/// <summary>The figure in the middle: one run that something disturbed does not move it.</summary>
internal static class Median
{
    /// <summary>The least figure that so many hundredths of all do not exceed.</summary>
    internal static double Percentile(IEnumerable<double> figures, int hundredths)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[((sorted.Length * hundredths) + 99) / 100 - 1];
    }

    /// <summary>The median.</summary>
    internal static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
