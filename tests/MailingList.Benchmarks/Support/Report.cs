using System.Globalization;

namespace MailingList.Benchmarks.Support;

/// <summary>The table as people read it.</summary>
internal static class Report
{
    private static readonly string[] Heads = ["what", "measured", "against", "ratio", "target", "met"];

    internal static void Print(IEnumerable<Row> rows, TextWriter target)
    {
        List<string[]> lines = [Heads, .. rows.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, Heads.Length).Select(column => lines.Max(line => line[column].Length))];
        lines.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (string[] line in lines)
        {
            target.WriteLine(string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        }
    }

    private static string[] Cells(Row row) =>
    [
        row.What,
        row.Measured,
        row.Against,
        row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? string.Empty,
        row.Target,
        row.Met switch { true => "yes", false => "NO", null => "-" },
    ];
}
