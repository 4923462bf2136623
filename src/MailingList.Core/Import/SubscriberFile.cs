using MailingList.Core.Addressing;
using MailingList.Core.Failures;
using MailingList.Core.Lists;

using Sylvan.Data.Csv;

namespace MailingList.Core.Import;

/// <summary>
/// A file of subscribers: an address or <c>Name &lt;address&gt;</c> a line, or CSV (RFC 4180) whose header names the columns. Empty lines and,
/// without a header, lines that begin with # mean nothing. Whatever else cannot be read comes out as a refused line.
/// </summary>
public static class SubscriberFile
{
    /// <summary>The columns that a CSV header may name, in any order; <c>address</c> must be among them.</summary>
    public static readonly IReadOnlyList<string> Columns = ["address", "name", "delivery", "posting", "own-posts", "vacation"];

    /// <summary>Reads the file as its lines are asked for.</summary>
    /// <exception cref="Failure">Its CSV header or its quoting is wrong: nothing of what follows could be trusted.</exception>
    public static IEnumerable<ImportLine> Read(TextReader file)
    {
        string? first = file.ReadLine();
        long number = 1;
        while (first is not null && first.Trim().Length == 0)
        {
            first = file.ReadLine();
            number++;
        }

        if (first is null)
        {
            return [];
        }

        string[] header = [.. first.Split(',').Select(cell => cell.Trim().Trim('"').ToLowerInvariant())];
        return header.Contains(Columns[0]) ? ReadCsv(header, file, number) : ReadLines(first, file, number);
    }

    /// <summary>A cell as CSV writes it (RFC 4180): in quotes where it has to be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text.Trim() != text ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A subscriber as a line of CSV with all <see cref="Columns"/>, which brings everything back that was decided about them.</summary>
    public static string Line(Subscriber subscriber) => string.Join(',', ((string[])
    [
        subscriber.Address.Text,
        subscriber.Name ?? string.Empty,
        Words.Of(subscriber.Delivery),
        Words.Of(subscriber.Posting),
        Words.Of(subscriber.OwnPosts ? OnOff.On : OnOff.Off),
        Vacation.Of(subscriber.Vacation),
    ]).Select(Cell));

    private static IEnumerable<ImportLine> ReadLines(string first, TextReader file, long number)
    {
        for (string? line = first; line is not null; line = file.ReadLine(), number++)
        {
            string text = line.Trim();
            if (text.Length > 0 && text[0] != '#')
            {
                yield return MailboxList.TryParseOne(text, out string? name, out EmailAddress? address, out string? reason)
                    ? new ImportLine(number, new SubscriberRequest(address, name), null)
                    : new ImportLine(number, null, $"'{text}' {reason}");
            }
        }
    }

    private static IEnumerable<ImportLine> ReadCsv(string[] header, TextReader file, long number)
    {
        if (header.FirstOrDefault(column => !Columns.Contains(column)) is { } unknown)
        {
            throw BadFile($"line {number}: column '{unknown}' is none of {string.Join(", ", Columns)}");
        }

        // RFC 4180 knows no remarks, and addresses may begin with #; Sylvan wants a character for them, and U+FFFF is none.
        var options = new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', Comment = '\uffff' };
        using CsvDataReader csv = Parsed(number + 1, () => CsvDataReader.Create(file, options));
        while (true)
        {
            number++;
            if (!Parsed(number, csv.Read))
            {
                yield break;
            }

            string[] cells = [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];
            if (cells.Length > 1 || cells[0].Trim().Length > 0)
            {
                yield return FromCells(number, header, cells);
            }

            // A quoted cell may go over several lines.
            number += csv.GetRawRecordSpan().TrimEnd("\r\n").Count('\n');
        }
    }

    private static T Parsed<T>(long number, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException)
        {
            throw BadFile($"line {number}: this is not CSV: {error.Message}");
        }
    }

    private static ImportLine FromCells(long number, string[] header, string[] cells)
    {
        string? CellOf(string column)
        {
            int at = Array.IndexOf(header, column);
            return at >= 0 && at < cells.Length ? cells[at].Trim() : null;
        }

        ImportLine Refused(string why) => new(number, null, why);

        if (cells.Length > header.Length)
        {
            return Refused($"has {cells.Length} cells where the header has {header.Length}");
        }

        if (!EmailAddress.TryParse(CellOf("address"), out EmailAddress? address, out string? reason))
        {
            return Refused($"'{CellOf("address")}' {reason}");
        }

        if (!DisplayName.TryNormalise(CellOf("name") ?? string.Empty, out string? name, out reason))
        {
            return Refused($"{address}: {reason}");
        }

        if (Word(CellOf("delivery"), out DeliveryMode? delivery) is { } badDelivery)
        {
            return Refused($"{address}: delivery {badDelivery}");
        }

        if (Word(CellOf("posting"), out PostingRight? posting) is { } badPosting)
        {
            return Refused($"{address}: posting {badPosting}");
        }

        if (Word(CellOf("own-posts"), out OnOff? ownPosts) is { } badOwnPosts)
        {
            return Refused($"{address}: own-posts {badOwnPosts}");
        }

        if (Until(CellOf("vacation"), out DateOnly? vacation) is { } badVacation)
        {
            return Refused($"{address}: vacation {badVacation}");
        }

        return new ImportLine(
            number, new SubscriberRequest(address, CellOf("name") is null ? null : name, delivery, posting, ownPosts is { } word ? word == OnOff.On : null, vacation), null);
    }

    // An empty cell asks for nothing.
    private static string? Word<T>(string? cell, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (string.IsNullOrEmpty(cell))
        {
            return null;
        }

        if (!Words.TryParse(cell, out T word))
        {
            return $"'{cell}' is none of {Words.Choices<T>()}";
        }

        value = word;
        return null;
    }

    private static string? Until(string? cell, out DateOnly? value)
    {
        value = null;
        if (string.IsNullOrEmpty(cell))
        {
            return null;
        }

        if (!Vacation.TryParse(cell, out DateOnly until))
        {
            return $"'{cell}' is not {Vacation.Accepted}";
        }

        value = until;
        return null;
    }

    private static Failure BadFile(string text) => new(FailureKind.BadData, "5.6.0", text);
}
