using Tomlyn.Serialization;

namespace MailingList.Configuration;

/// <summary>The keys of <c>mailinglist.toml</c> as they are written there; <see cref="HostConfiguration"/> is what they mean.</summary>
internal sealed class ConfigurationFile
{
    [TomlPropertyName("host")]
    public string? Host { get; set; }

    [TomlPropertyName("domains")]
    public List<string>? Domains { get; set; }

    [TomlPropertyName("data")]
    public string? Data { get; set; }

    [TomlPropertyName("user")]
    public string? User { get; set; }

    [TomlPropertyName("reinject")]
    public string? Reinject { get; set; }

    [TomlPropertyName("log")]
    public string? Log { get; set; }

    [TomlPropertyName("time-box")]
    public long? TimeBox { get; set; }

    [TomlPropertyName("lock-wait")]
    public long? LockWait { get; set; }

    /// <summary>A name, or a list of names.</summary>
    [TomlPropertyName("authserv-id")]
    public object? AuthservId { get; set; }

    [TomlPropertyName("templates")]
    public string? Templates { get; set; }

    [TomlPropertyName("limits")]
    public LimitsSection? Limits { get; set; }

    [TomlPropertyName("agent")]
    public AgentSection? Agent { get; set; }

    [TomlPropertyName("consul")]
    public ConsulSection? Consul { get; set; }

    /// <summary>Whatever else stands there: a key that is spelled wrong must not be passed over.</summary>
    [TomlExtensionData]
    public Dictionary<string, object?> Unknown { get; set; } = [];
}
