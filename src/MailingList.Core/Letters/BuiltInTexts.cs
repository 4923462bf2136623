namespace MailingList.Core.Letters;

/// <summary>The templates that the program brings along (<c>Texts/LANGUAGE/KIND.txt</c>). They lie in its file and are read when they are asked for.</summary>
internal static class BuiltInTexts
{
    internal static Stream? Open(string language, string file) =>
        typeof(BuiltInTexts).Assembly.GetManifestResourceStream($"letters/{language}/{file}");
}
