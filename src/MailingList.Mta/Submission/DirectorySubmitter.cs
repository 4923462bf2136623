using System.Globalization;
using System.Text;

using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Mta.Processes;

namespace MailingList.Mta.Submission;

/// <summary>
/// Writes batches into a folder, for a dry run or another program: <c>NNNNNN.eml</c>, the message as it would have been handed over, and
/// <c>NNNNNN.envelope</c>, the return path and then one recipient a line. The envelope comes last: where it is, the batch is whole.
/// </summary>
/// <param name="folder">The folder; it must exist.</param>
public sealed class DirectorySubmitter(string folder) : ISubmitter
{
    /// <inheritdoc/>
    public void Submit(Batch batch, CookedMessage message)
    {
        string number;
        using (FileStream file = CreateNext(out number))
        {
            message.WriteTo(file);
            file.Flush(flushToDisk: true);
        }

        string temporary = Path.Combine(folder, $".{number}.envelope");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            string lines = string.Concat(
                batch.Recipients.Select(recipient => recipient.Wire).Prepend(batch.ReturnPath).Select(line => line + "\n"));
            file.Write(Encoding.UTF8.GetBytes(lines));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(folder, $"{number}.envelope"), overwrite: false);
        Disk.Flush(folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Creating the file is taking the number: other processes write here too.
    private FileStream CreateNext(out string number)
    {
        for (int next = Highest() + 1; ; next++)
        {
            number = next.ToString("000000", CultureInfo.InvariantCulture);
            string path = Path.Combine(folder, $"{number}.eml");
            try
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster.
            }
        }
    }

    private int Highest() => Directory.EnumerateFiles(folder)
        .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
        .DefaultIfEmpty()
        .Max();
}
