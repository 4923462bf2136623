using MailingList.Core.Records;

namespace MailingList.Replication.Containers;

/// <summary>What one value in Consul holds: a set of records. Any two sets merge, so hosts may cut them differently.</summary>
/// <param name="Records">The records that this version can take over.</param>
/// <param name="Refused">Those that it cannot, as JSON with the reason: they are passed on as they are, for a later version may have written them.</param>
/// <param name="Extra">Fields of the container itself that this version does not know, as a JSON object; null where there are none.</param>
public sealed record Container(IReadOnlyList<Record> Records, IReadOnlyList<(string Json, string Reason)> Refused, string? Extra)
{
    /// <summary>More records than this are cut into sixteen containers.</summary>
    public const int Most = 512;

    /// <summary>So many are there to a container, at most on average, when a list comes in one piece.</summary>
    public const int Comfortable = 256;

    /// <summary>A container without records.</summary>
    public static Container Empty { get; } = new([], [], null);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Records.Count == 0 && Refused.Count == 0 && Extra is null;

    /// <summary>How many digits tell the containers of so many records apart.</summary>
    public static int DigitsFor(long records)
    {
        int digits = 0;
        for (long containers = 1; records / containers > Comfortable; containers *= 16)
        {
            digits++;
        }

        return Math.Min(digits, ContainerName.MostDigits);
    }
}
