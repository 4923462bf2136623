using System.Text;

using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

/// <summary>Templates of a site, in memory; notes what was looked for.</summary>
internal sealed class FakeTemplateFiles : ITemplateFiles
{
    internal Dictionary<string, byte[]> Files { get; } = [];

    internal List<string> Asked { get; } = [];

    public TemplateFile? Open(string path)
    {
        Asked.Add(path);
        return Files.TryGetValue(path, out byte[]? bytes) ? new TemplateFile($"/etc/templates/{path}", new MemoryStream(bytes)) : null;
    }

    internal void Put(string path, string text) => Files[path] = Encoding.UTF8.GetBytes(text);
}
