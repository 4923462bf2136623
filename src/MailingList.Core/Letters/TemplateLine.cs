using System.Text;

namespace MailingList.Core.Letters;

/// <summary>One line of a template: text, and placeholders in it.</summary>
internal sealed class TemplateLine
{
    private readonly List<(string Text, bool IsPlaceholder)> _parts = [];

    private TemplateLine()
    {
    }

    /// <summary>The placeholders, in their order.</summary>
    internal IEnumerable<string> Placeholders => _parts.Where(part => part.IsPlaceholder).Select(part => part.Text);

    /// <summary>Whether there is nothing to see.</summary>
    internal bool IsBlank => _parts.All(part => !part.IsPlaceholder && string.IsNullOrWhiteSpace(part.Text));

    /// <summary>Reads a line; throws <see cref="FormatException"/> with what is wrong with its braces.</summary>
    internal static TemplateLine Parse(string line)
    {
        var parsed = new TemplateLine();
        var text = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] is not ('{' or '}'))
            {
                text.Append(line[i]);
            }
            else if (i + 1 < line.Length && line[i + 1] == line[i])
            {
                text.Append(line[i++]);
            }
            else
            {
                int end = line[i] == '{' ? line.IndexOf('}', i) : -1;
                if (end < 0)
                {
                    throw new FormatException(line[i] == '{'
                        ? "a { has no } behind it: a brace that is meant as such is written {{"
                        : "a } has no { before it: a brace that is meant as such is written }}");
                }

                parsed.Add(text.ToString(), isPlaceholder: false);
                text.Clear();
                parsed._parts.Add((line[(i + 1)..end], true));
                i = end;
            }
        }

        parsed.Add(text.ToString(), isPlaceholder: false);
        return parsed;
    }

    /// <summary>The line with its values.</summary>
    internal string Fill(Func<string, string> value) => string.Concat(_parts.Select(part => part.IsPlaceholder ? value(part.Text) : part.Text));

    /// <summary>Whether it has placeholders and all of their values are empty: then there is nothing for it to say.</summary>
    internal bool SaysNothing(Func<string, string> value) =>
        Placeholders.Any() && Placeholders.All(placeholder => string.IsNullOrWhiteSpace(value(placeholder)));

    private void Add(string text, bool isPlaceholder)
    {
        if (text.Length > 0)
        {
            _parts.Add((text, isPlaceholder));
        }
    }
}
