using System.Text;

using MailingList.Core.Letters;
using MailingList.Core.Tests.Support;

using MimeKit;

namespace MailingList.Core.Tests.Letters;

/// <summary>Makes any valid letter, of which a test changes the one part that it is about.</summary>
internal static class SomeLetter
{
    internal const string Id = "<letter.1@lists.example.org>";

    internal static readonly DateTimeOffset Now = new(2027, 1, 31, 12, 34, 56, TimeSpan.FromHours(1));

    internal static LetterHead Head { get; } = new(Mailbox.OwnerOf(Some.List()), Some.Address("bob@example.net"), Now, Id, IsReply: true);

    internal static Template Template(string text, LetterKind kind = LetterKind.Help) => Read(Encoding.UTF8.GetBytes(text), kind);

    internal static Template Read(byte[] bytes, LetterKind kind = LetterKind.Help)
    {
        using var content = new MemoryStream(bytes);
        return Core.Letters.Template.Read(kind, "help.txt", content);
    }

    internal static Template BuiltIn(string language, LetterKind kind) => new Templates(new FakeTemplateFiles()).Find(Some.Address(Some.ListAddress), language, kind);

    /// <summary>A value for every placeholder of the kind.</summary>
    internal static Dictionary<string, string> Values(LetterKind kind)
    {
        Dictionary<string, string> values = LetterValues.Of(Some.List());
        LetterForm form = LetterForm.Of(kind);
        foreach (string placeholder in form.Required.Concat(form.Optional))
        {
            values.TryAdd(placeholder, $"<{placeholder}>");
        }

        return values;
    }

    internal static MimeMessage Parse(byte[] letter)
    {
        using var bytes = new MemoryStream(letter);
        return MimeMessage.Load(bytes);
    }

    /// <summary>The text as a reader sees it, with LF.</summary>
    internal static string Body(MimeMessage message) => message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal);

    internal static string Body(string template, string placeholder, string value)
    {
        Dictionary<string, string> values = Values(LetterKind.Rejected);
        values[placeholder] = value;
        return Body(Parse(Letter.Write(Template(template, LetterKind.Rejected), values, Head)));
    }
}
