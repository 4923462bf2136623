namespace MailingList.Core.Letters;

/// <summary>A template of the site's own, open.</summary>
/// <param name="Name">What people find it by: its whole path.</param>
/// <param name="Content">Its bytes.</param>
public sealed record TemplateFile(string Name, Stream Content) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
