namespace MailingList.Replication.Consul;

/// <summary>A service as this host's agent announces it, with one check that the service itself keeps alive.</summary>
/// <param name="Id">The instance, one of its kind at this agent.</param>
/// <param name="Name">The service, the same on all hosts.</param>
/// <param name="CheckTimeToLive">How long a <see cref="ConsulClient.PassCheckAsync"/> holds; after that the check is critical.</param>
public sealed record ServiceRegistration(string Id, string Name, TimeSpan CheckTimeToLive)
{
    /// <summary>Where the service is reached; null: the agent's own address.</summary>
    public string? Address { get; init; }

    /// <summary>The port it is reached at; 0: none.</summary>
    public int Port { get; init; }

    /// <summary>What others shall know about it: the version, for example. Consul allows 64 pairs, keys of 128 and values of 512 characters.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>();

    /// <summary>After how long in a critical state the agent forgets it; null: never. Consul makes it a minute at least.</summary>
    public TimeSpan? DeregisterCriticalServiceAfter { get; init; }

    /// <summary>The id of its check, which <see cref="ConsulClient.PassCheckAsync"/> asks for.</summary>
    public string CheckId => "service:" + Id;
}
