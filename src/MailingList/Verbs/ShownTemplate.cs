using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

/// <summary>A text that a list's letters are written with, for <c>show --templates</c>.</summary>
/// <param name="Name">What it is called: its file's name without <c>.txt</c>.</param>
/// <param name="Origin">Where it comes from; null: it has an error.</param>
/// <param name="Error">What is wrong with it, and where; or null.</param>
internal sealed record ShownTemplate(string Name, string? Origin, string? Error)
{
    /// <summary>All texts of a list in its language.</summary>
    internal static IReadOnlyList<ShownTemplate> All(Templates templates, ListSnapshot list)
    {
        string language = list.Settings.Language;
        return
        [
            .. LetterForm.All.Select(form => Look(form.Name, () => templates.Find(list.Address, language, form.Kind).Origin)),
            Look(Path.GetFileNameWithoutExtension(Phrases.File), () => templates.FindPhrases(list.Address, language).Origin),
        ];
    }

    /// <summary>Shows them to a person.</summary>
    internal static void WriteTable(IReadOnlyList<ShownTemplate> shown) =>
        Table.Write(Console.Out, [["letter", "text"], .. shown.Select(template => (string[])[template.Name, template.Origin ?? $"BROKEN: {template.Error}"])]);

    /// <summary>Shows them to a program.</summary>
    internal static void WriteJson(IReadOnlyList<ShownTemplate> shown, ListSnapshot list)
    {
        using Stream output = Console.OpenStandardOutput();
        Json.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("list", list.Address.Text);
            json.WriteString("language", list.Settings.Language);
            json.WriteStartArray("templates");
            foreach (ShownTemplate template in shown)
            {
                json.WriteStartObject();
                json.WriteString("letter", template.Name);
                json.WriteString("text", template.Origin);
                json.WriteString("error", template.Error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static ShownTemplate Look(string name, Func<string> origin)
    {
        try
        {
            return new ShownTemplate(name, origin(), null);
        }
        catch (Failure failure) when (failure.Kind == FailureKind.Configuration)
        {
            return new ShownTemplate(name, null, failure.Message);
        }
    }
}
