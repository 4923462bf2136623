using Tomlyn.Serialization;

namespace MailingList.Configuration;

/// <summary>Tomlyn's reader of <see cref="ConfigurationFile"/>, generated when the program is built.</summary>
[TomlSerializable(typeof(ConfigurationFile))]
internal sealed partial class ConfigurationContext : TomlSerializerContext;
