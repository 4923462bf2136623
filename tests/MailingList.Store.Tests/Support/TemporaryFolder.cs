namespace MailingList.Store.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("mailinglist-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
