using MailingList.Replication.Claims;
using MailingList.Replication.Containers;

namespace MailingList.Replication.Exchange;

/// <summary>What lies under the prefix.</summary>
internal static class Layout
{
    /// <summary>The lock of whoever sweeps old claims.</summary>
    internal const string SweepLock = "sweep";

    /// <summary>The lock of whoever draws conclusions from what came back.</summary>
    internal const string BounceLock = "bounce-turn";

    /// <summary>What is said of a key that is none of ours.</summary>
    internal const string Unknown = "is no name that this version knows: if no later version of mailinglist wrote it, delete it or choose another prefix";

    /// <summary>Whether a key is one that we write.</summary>
    internal static bool IsOurs(string key) =>
        key is Cluster.MetaKey or SweepLock or BounceLock
        || key.StartsWith(Feed.Prefix, StringComparison.Ordinal)
        || key.StartsWith(ClaimRecord.Prefix, StringComparison.Ordinal)
        || ContainerName.TryParse(key, out _);
}
