namespace MailingList.Core.Bounces.Reports;

/// <summary>
/// Fields that belong together, as the parts of reports hold them (RFC 3464 section 2.1, RFC 5965 section 3): groups of them with an empty
/// line between. Lines that are no field are passed over: gateways put things there.
/// </summary>
internal sealed class FieldGroup
{
    private const int MostFields = 2000; // of all groups: 100 recipients have about 600
    private const int LongestName = 60;
    private const int LongestValue = 4000;

    private readonly List<(string Name, string Value)> _fields = [];

    /// <summary>Whether there is nothing in it.</summary>
    internal bool IsEmpty => _fields.Count == 0;

    /// <summary>The first field of that name that is not empty, unfolded; or null.</summary>
    internal string? this[string name] => All(name).FirstOrDefault(value => value.Length > 0);

    /// <summary>All fields of that name.</summary>
    internal IEnumerable<string> All(string name) =>
        _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>Takes the other's fields behind its own.</summary>
    internal void Join(FieldGroup other) => _fields.AddRange(other._fields);

    /// <summary>The first group; null where there is none.</summary>
    internal static FieldGroup? ParseFirst(IEnumerable<string> lines) => Parse(lines) is [var first, ..] ? first : null;

    /// <summary>Cuts lines into groups.</summary>
    internal static IReadOnlyList<FieldGroup> Parse(IEnumerable<string> lines)
    {
        List<FieldGroup> groups = [];
        var group = new FieldGroup();
        int count = 0;
        foreach (string line in lines)
        {
            if (line.StartsWith("--", StringComparison.Ordinal) || count >= MostFields)
            {
                break; // another part's boundary: this one was not ended
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                Close();
            }
            else if (line[0] is ' ' or '\t' && !group.IsEmpty)
            {
                group.Fold(line);
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and < LongestName and var colon && IsName(line.AsSpan(0, colon)))
            {
                string name = line[..colon].Trim();
                if (name.Equals("Final-Recipient", StringComparison.OrdinalIgnoreCase) && group.All(name).Any())
                {
                    Close(); // the empty line between two recipients is missing
                }

                group._fields.Add((name, Cut(line[(colon + 1)..].Trim())));
                count++;
            }
        }

        Close();
        return groups;

        void Close()
        {
            if (!group.IsEmpty)
            {
                groups.Add(group);
                group = new FieldGroup();
            }
        }
    }

    private void Fold(string line)
    {
        (string name, string value) = _fields[^1];
        if (value.Length < LongestValue)
        {
            _fields[^1] = (name, Cut($"{value} {line.Trim()}".Trim()));
        }
    }

    private static string Cut(string value) => value.Length > LongestValue ? value[..LongestValue] : value;

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char c in name.Trim())
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
