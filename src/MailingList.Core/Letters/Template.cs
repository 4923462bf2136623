using System.Text;

namespace MailingList.Core.Letters;

/// <summary>A letter's text before its values are put in.</summary>
public sealed class Template
{
    private readonly TemplateLine _subject;
    private readonly IReadOnlyList<TemplateLine> _body;

    internal Template(LetterKind kind, string origin, TemplateLine subject, IReadOnlyList<TemplateLine> body)
    {
        (Kind, Origin, _subject, _body) = (kind, origin, subject, body);
        Placeholders = body.Prepend(subject).SelectMany(line => line.Placeholders).ToHashSet();
    }

    /// <summary>What it is for.</summary>
    public LetterKind Kind { get; }

    /// <summary>Where it comes from, for people: a file, or <c>built-in</c> and the language.</summary>
    public string Origin { get; }

    /// <summary>The placeholders that it has.</summary>
    public IReadOnlySet<string> Placeholders { get; }

    /// <summary>Reads a template, or throws a failure with its name and the line.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="content">The text in UTF-8; no more is read of it than a template may have.</param>
    public static Template Read(LetterKind kind, string origin, Stream content) => new TemplateReader(kind, origin).Read(content);

    /// <summary>The subject; one line.</summary>
    internal string Subject(Func<string, string> value) => LetterText.Unstructured(_subject.Fill(value));

    /// <summary>The body, with LF at the end of each line.</summary>
    internal string Body(Func<string, string> value)
    {
        var body = new StringBuilder();
        // Where a line went that had nothing to say, one of the empty lines around it goes too.
        bool gap = true;
        bool left = false;
        string Clean(string placeholder) =>
            Letters.Placeholders.IsBlock(placeholder) ? LetterText.Block(value(placeholder)) : LetterText.OneLine(value(placeholder));

        foreach (TemplateLine line in _body)
        {
            if (line.SaysNothing(Clean))
            {
                left = true;
                continue;
            }

            if (left && gap && line.IsBlank)
            {
                continue;
            }

            body.Append(line.Fill(Clean)).Append('\n');
            (gap, left) = (line.IsBlank, false);
        }

        return body.ToString().TrimEnd('\n') + '\n';
    }
}
