using Tomlyn.Serialization;

namespace MailingList.Configuration;

/// <summary>The keys of <c>[consul]</c> in <c>mailinglist.toml</c> as they are written there; <see cref="ConsulConfiguration"/> is what they mean.</summary>
internal sealed class ConsulSection
{
    [TomlPropertyName("address")]
    public string? Address { get; set; }

    [TomlPropertyName("prefix")]
    public string? Prefix { get; set; }

    [TomlPropertyName("token")]
    public string? Token { get; set; }

    [TomlPropertyName("token-file")]
    public string? TokenFile { get; set; }

    [TomlPropertyName("ca-file")]
    public string? CaFile { get; set; }

    [TomlPropertyName("cert-file")]
    public string? CertFile { get; set; }

    [TomlPropertyName("key-file")]
    public string? KeyFile { get; set; }

    [TomlPropertyName("pipe-budget")]
    public long? PipeBudget { get; set; }

    [TomlPropertyName("verb-budget")]
    public long? VerbBudget { get; set; }

    [TomlPropertyName("claim-budget")]
    public long? ClaimBudget { get; set; }

    /// <summary>Whatever else stands there.</summary>
    [TomlExtensionData]
    public Dictionary<string, object?> Unknown { get; set; } = [];
}
