namespace MailingList.Output;

/// <summary>Rows in columns, for people; what a stranger typed cannot move the cursor.</summary>
internal static class Table
{
    /// <summary>Writes the rows, each column as wide as its widest cell.</summary>
    internal static void Write(TextWriter output, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        foreach (IReadOnlyList<string> row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => Plain(cell).PadRight(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>The text without control characters.</summary>
    internal static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
}
