namespace MailingList.Replication.Containers;

/// <summary>A value in Consul, under the name of a container, that is none.</summary>
/// <param name="message">What is wrong with it, in words.</param>
/// <param name="isNewer">Whether a later version of the program wrote it, so that it must not be overwritten.</param>
public sealed class UnreadableContainerException(string message, bool isNewer) : Exception(message)
{
    /// <summary>Whether a later version of the program wrote it, so that it must not be overwritten.</summary>
    public bool IsNewer { get; } = isNewer;
}
