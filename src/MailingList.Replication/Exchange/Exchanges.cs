namespace MailingList.Replication.Exchange;

/// <summary>One exchange in both directions.</summary>
public static class Exchanges
{
    /// <summary>Takes over what the others changed, and tells them what changed here.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="isPatient">Whether there is time for the full read of every day.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many records came, and how many containers were written.</returns>
    public static async Task<(long Theirs, int Written)> OnceAsync(Cluster cluster, bool isPatient, CancellationToken cancellation)
    {
        long theirs = await new Follower(cluster).LookAsync(isPatient, cancellation).ConfigureAwait(false);
        int written = await new Publisher(cluster).PublishAsync(cancellation).ConfigureAwait(false);
        return (theirs, written);
    }
}
