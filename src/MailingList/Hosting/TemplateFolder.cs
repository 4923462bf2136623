using System.Runtime.InteropServices;

using MailingList.Core.Failures;
using MailingList.Core.Letters;

using Microsoft.Win32.SafeHandles;

namespace MailingList.Hosting;

/// <summary>
/// The site's own templates in a folder, which need not be there. Links are followed wherever they lead: whoever may write into the folder
/// put them there.
/// </summary>
/// <param name="folder">Its absolute path.</param>
internal sealed partial class TemplateFolder(string folder) : ITemplateFiles
{
    // Without waiting: a pipe that somebody called help.txt must not hold up a mail.
    private const int ReadOnlyNonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    private const int NoSuchFile = 2; // ENOENT
    private const int NotAFolder = 20; // ENOTDIR

    /// <inheritdoc/>
    public TemplateFile? Open(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            return null;
        }

        string whole = Path.Combine(folder, path);
        var file = new SafeFileHandle(Open(whole, ReadOnlyNonBlocking | CloseOnExec), ownsHandle: true);
        if (file.IsInvalid)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is NoSuchFile or NotAFolder && new FileInfo(whole).LinkTarget is null
                ? null
                : throw Unreadable(whole, Marshal.GetPInvokeErrorMessage(error));
        }

        var content = IsFolder(file) ? null : new FileStream(file, FileAccess.Read, bufferSize: 0);
        if (content is not { CanSeek: true })
        {
            file.Dispose();
            throw Unreadable(whole, "Not a file");
        }

        return new TemplateFile(whole, content);
    }

    private static bool IsFolder(SafeFileHandle file) => File.GetAttributes(file).HasFlag(FileAttributes.Directory);

    private static Failure Unreadable(string path, string why) =>
        Failure.Configuration($"the template {path} cannot be read ({why}): mend it, or take it away");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
