using MailingList.Core.Failures;

namespace MailingList.Configuration;

/// <summary>A <c>[consul]</c> that goes to the end of a configuration, when it is known that it works.</summary>
internal sealed class NewSection : IDisposable
{
    private readonly FileStream? _file;
    private readonly string _text;

    private NewSection(FileStream? file, string text, ConsulConfiguration consul)
    {
        _file = file;
        _text = text;
        Consul = consul;
    }

    /// <summary>What it says.</summary>
    internal ConsulConfiguration Consul { get; }

    /// <summary>Opens the configuration, as long as this process may.</summary>
    /// <param name="path">The configuration.</param>
    /// <param name="section">What to write.</param>
    /// <param name="consul">The same, checked.</param>
    /// <param name="toWrite">Whether <see cref="Write"/> will be called.</param>
    /// <exception cref="Failure">It cannot be written.</exception>
    internal static NewSection Open(string path, ConsulSection section, ConsulConfiguration consul, bool toWrite)
    {
        string prefix = section.Prefix is null ? string.Empty : $"prefix = {ConfigurationTemplate.Quoted(section.Prefix)}\n";
        string text = $"\n[consul]\naddress = {ConfigurationTemplate.Quoted(section.Address!)}\n{prefix}";
        try
        {
            return new NewSection(toWrite ? new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite) : null, text, consul);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure.Configuration($"[consul] cannot be written into {path} ({error.Message}): run this as whoever may, or write it by hand", error);
        }
    }

    /// <summary>Writes it; all of it is on the disk when this returns.</summary>
    internal void Write()
    {
        _file!.Write(System.Text.Encoding.UTF8.GetBytes(_text));
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
