using MailingList.Core.Letters;

namespace MailingList.Hosting;

internal sealed class TemplateFolder(string folder) : ITemplateFiles // STUB
{
    public TemplateFile? Open(string path) => File.Exists(Path.Combine(folder, path)) ? new TemplateFile(path, File.OpenRead(Path.Combine(folder, path))) : null;
}
