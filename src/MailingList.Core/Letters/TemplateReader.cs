using System.Text;

using MailingList.Core.Failures;

namespace MailingList.Core.Letters;

/// <summary>Reads a template: <c>Subject: …</c>, an empty line, the body. What is wrong with it is told when it is read, not when a letter goes wrong.</summary>
/// <param name="kind">What it is for.</param>
/// <param name="origin">What it is called in a failure.</param>
internal sealed class TemplateReader(LetterKind kind, string origin)
{
    /// <summary>More bytes are no letter, but something that got there by mistake.</summary>
    internal const int Largest = 64 * 1024;

    private const string SubjectField = "Subject:";

    private readonly LetterForm _form = LetterForm.Of(kind);

    /// <summary>The lines of a text of the site's own, or of ours.</summary>
    /// <param name="origin">What it is called in a failure.</param>
    /// <param name="content">The text in UTF-8.</param>
    internal static IReadOnlyList<string> ReadLines(string origin, Stream content) => Lines(origin, ReadAtMost(origin, content));

    internal Template Read(Stream content)
    {
        List<string> lines = Lines(origin, ReadAtMost(origin, content));
        int empty = lines.FindIndex(string.IsNullOrWhiteSpace);
        int header = empty < 0 ? lines.Count : empty;
        TemplateLine? subject = null;
        for (int i = 0; i < header; i++)
        {
            subject = subject is null ? Subject(lines[i], i + 1) : throw Wrong(i + 1, "there is one header line, Subject, and then an empty line");
        }

        if (subject is null)
        {
            throw Wrong(1, "it has to begin with `Subject: ...` and an empty line");
        }

        TemplateLine[] body = [.. lines.Skip(header).Select((line, i) => Line(line, header + i + 1, inSubject: false))];
        foreach (string missing in _form.Required.Except(body.SelectMany(line => line.Placeholders)))
        {
            throw Wrong(lines.Count, $"the body ends without {{{missing}}}, which {_form.Name} must have");
        }

        // Empty lines around the body are nobody's intention.
        int first = Array.FindIndex(body, line => !line.IsBlank);
        int last = Array.FindLastIndex(body, line => !line.IsBlank);
        return new Template(kind, origin, subject, body[first..(last + 1)]);
    }

    private static byte[] ReadAtMost(string origin, Stream content)
    {
        byte[] bytes = new byte[Largest + 1];
        int length;
        try
        {
            length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (IOException error)
        {
            throw Failure.Configuration($"{origin} cannot be read ({error.Message}): mend it, or take it away", error);
        }

        return length <= Largest
            ? bytes[..length]
            : throw Wrong(origin, bytes.AsSpan().Count((byte)'\n') + 1, "here are more than 64 KiB, which is too much for a letter");
    }

    private static List<string> Lines(string origin, ReadOnlySpan<byte> bytes)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var lines = new List<string>();
        // Editors of some systems write it, and show nothing of it.
        ReadOnlySpan<byte> rest = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            try
            {
                lines.Add(utf8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line));
            }
            catch (DecoderFallbackException)
            {
                throw Wrong(origin, lines.Count + 1, "this is not UTF-8: save the file in that encoding");
            }

            if (lines[^1].Any(c => char.IsControl(c) && c != '\t'))
            {
                throw Wrong(origin, lines.Count, "a control character is in this line");
            }
        }

        return lines;
    }

    private TemplateLine Subject(string line, int number)
    {
        if (!line.StartsWith(SubjectField, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(number, "it has to begin with `Subject: ...` and an empty line");
        }

        TemplateLine subject = Line(line[SubjectField.Length..].Trim(), number, inSubject: true);
        return subject.IsBlank ? throw Wrong(number, "the Subject is empty") : subject;
    }

    private TemplateLine Line(string text, int number, bool inSubject)
    {
        TemplateLine line;
        try
        {
            line = TemplateLine.Parse(text);
        }
        catch (FormatException error)
        {
            throw Wrong(number, error.Message, error);
        }

        foreach (string placeholder in line.Placeholders)
        {
            if (!_form.Knows(placeholder))
            {
                throw Wrong(number, $"{{{placeholder}}} is no placeholder of {_form.Name}, which knows {string.Join(", ", _form.Required.Concat(_form.Optional))}");
            }

            if (inSubject && Placeholders.IsBlock(placeholder))
            {
                throw Wrong(number, $"{{{placeholder}}} may have several lines, which a Subject has not: put it into the body");
            }
        }

        return line;
    }

    private Failure Wrong(int line, string what, Exception? cause = null) => Wrong(origin, line, what, cause);

    private static Failure Wrong(string origin, int line, string what, Exception? cause = null) => Failure.Configuration($"{origin}:{line}: {what}", cause);
}
