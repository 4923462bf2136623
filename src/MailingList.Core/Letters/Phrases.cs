using MailingList.Core.Failures;
using MailingList.Core.Lists;

namespace MailingList.Core.Letters;

/// <summary>The words for <see cref="Phrase"/>s in one language: a file with a line <c>name: words</c> for each.</summary>
public sealed class Phrases
{
    /// <summary>What the file is called.</summary>
    public const string File = "phrases.txt";

    private readonly Dictionary<Phrase, string> _words = [];

    private Phrases(string origin)
    {
        Origin = origin;
    }

    /// <summary>Where they come from, for people: a file, or <c>built-in</c> and the language.</summary>
    public string Origin { get; }

    /// <summary>The words.</summary>
    public string this[Phrase phrase] => _words[phrase];

    /// <summary>Reads a file, or throws a failure with its name and the line.</summary>
    /// <param name="origin">What it is called in a failure.</param>
    /// <param name="content">The text in UTF-8.</param>
    public static Phrases Read(string origin, Stream content)
    {
        var phrases = new Phrases(origin);
        IReadOnlyList<string> lines = TemplateReader.ReadLines(origin, content);
        for (int i = 0; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            int colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !Words.TryParse(lines[i][..colon].Trim(), out Phrase phrase) || string.IsNullOrWhiteSpace(lines[i][(colon + 1)..]))
            {
                throw Failure.Configuration($"{origin}:{i + 1}: a line is `name: words`, with one of the names {Words.Choices<Phrase>()}");
            }

            phrases._words[phrase] = lines[i][(colon + 1)..].Trim();
        }

        return Enum.GetValues<Phrase>().Where(phrase => !phrases._words.ContainsKey(phrase)).ToArray() is [var missing, ..]
            ? throw Failure.Configuration($"{origin}:{lines.Count}: there is no line `{Words.Of(missing)}: ...`")
            : phrases;
    }
}
