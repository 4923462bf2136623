namespace MailingList.Core.Letters;

/// <summary>Where the site's own templates lie.</summary>
public interface ITemplateFiles
{
    /// <summary>Opens one.</summary>
    /// <param name="path">Relative, with <c>/</c> between its parts: <c>dev@lists.example.org/de/welcome.txt</c>.</param>
    /// <returns>The file, which the caller closes; null where there is none.</returns>
    TemplateFile? Open(string path);
}
