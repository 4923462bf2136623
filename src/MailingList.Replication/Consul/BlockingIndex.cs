namespace MailingList.Replication.Consul;

/// <summary>The index for the next blocking query (Consul's documentation, "Blocking Queries", "Implementation Details").</summary>
public static class BlockingIndex
{
    /// <summary>The index to wait from.</summary>
    /// <param name="previous">The index that the last query waited from; 0 for the first.</param>
    /// <param name="received">The index that Consul answered with.</param>
    /// <returns>0 when the index went backwards, or stands where it was: the next query is answered at once. Otherwise at least 1.</returns>
    public static ulong Next(ulong previous, ulong received)
    {
        // Where a snapshot is restored, Consul 1.8 ends the queries that wait with what they had found before, and those that come after
        // wait until the index, which begins again with the snapshot's, is above what they wait from: on a quiet day, for all their time.
        if (previous > 0 && received <= previous)
        {
            return 0;
        }

        // An index of 0 is a bug of some versions. A client that goes on with it asks again and again without ever waiting; to wait from 1
        // is always safe.
        return Math.Max(1, received);
    }
}
