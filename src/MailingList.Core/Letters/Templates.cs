using MailingList.Core.Addressing;

namespace MailingList.Core.Letters;

/// <summary>Finds the template for a letter: what the site has for the list comes first, then what it has for all lists, then what is built in.</summary>
/// <param name="files">The site's own templates.</param>
public sealed class Templates(ITemplateFiles files)
{
    /// <summary>The language of last resort: it has a text of every kind.</summary>
    public const string English = "en";

    // RFC 5646 section 2.1: a subtag has eight characters at most.
    private const int LongestSubtag = 8;

    /// <summary>The languages that are built in (RFC 5646).</summary>
    public static IReadOnlyList<string> BuiltInLanguages => ["de", English, "es", "fr", "ja"];

    /// <summary>The template for a letter; a failure where the site's own one has an error.</summary>
    /// <param name="list">The list.</param>
    /// <param name="language">A language tag (RFC 5646); where there is nothing in <c>de-AT</c>, <c>de</c> is tried.</param>
    /// <param name="kind">What the letter is about.</param>
    public Template Find(EmailAddress list, string language, LetterKind kind)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(language);
        return Find(list, language, $"{LetterForm.Of(kind).Name}.txt", (origin, text) => Template.Read(kind, origin, text));
    }

    /// <summary>The words for what is said of commands; a failure where the site's own have an error.</summary>
    /// <param name="list">The list.</param>
    /// <param name="language">As of letters.</param>
    public Phrases FindPhrases(EmailAddress list, string language)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(language);
        return Find(list, language, Phrases.File, Phrases.Read);
    }

    private T Find<T>(EmailAddress list, string language, string file, Func<string, Stream, T> read)
        where T : class
    {
        string[] languages = [.. Lookup(language)];
        return OfTheSite(Paths(list.Text, languages, file), read)
            ?? BuiltIn(languages, file, read)
            ?? OfTheSite([$"{English}/{file}"], read)
            ?? BuiltIn([English], file, read)
            ?? throw new InvalidOperationException($"{file} is not in this program");
    }

    private static IEnumerable<string> Paths(string list, string[] languages, string file)
    {
        // No list that was created here is named so; but names come from other hosts too, and lead to no other folder.
        if (!list.Contains('/', StringComparison.Ordinal))
        {
            foreach (string language in languages)
            {
                yield return $"{list}/{language}/{file}";
            }

            yield return $"{list}/{file}";
        }

        foreach (string language in languages)
        {
            yield return $"{language}/{file}";
        }
    }

    // RFC 4647 section 3.4: from the whole tag to its first part. What is no tag is no folder's name either.
    private static IEnumerable<string> Lookup(string tag)
    {
        string[] subtags = tag.ToLowerInvariant().Split('-');
        if (subtags.All(subtag => subtag.Length is > 0 and <= LongestSubtag && subtag.All(char.IsAsciiLetterOrDigit)))
        {
            for (int length = subtags.Length; length > 0; length--)
            {
                yield return string.Join('-', subtags[..length]);
            }
        }
    }

    private T? OfTheSite<T>(IEnumerable<string> paths, Func<string, Stream, T> read)
        where T : class
    {
        foreach (string path in paths)
        {
            using TemplateFile? file = files.Open(path);
            if (file is not null)
            {
                return read(file.Name, file.Content);
            }
        }

        return null;
    }

    private static T? BuiltIn<T>(string[] languages, string file, Func<string, Stream, T> read)
        where T : class
    {
        foreach (string language in languages)
        {
            using Stream? text = BuiltInTexts.Open(language, file);
            if (text is not null)
            {
                return read($"built-in ({language})", text);
            }
        }

        return null;
    }
}
