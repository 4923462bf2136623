namespace MailingList.Benchmarks.Support;

/// <summary>The figure in the middle: one run that something disturbed does not move it.</summary>
internal static class Median
{
    internal static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
