using MailingList.Core.Failures;
using MailingList.Milter.Sockets;

using Tomlyn.Serialization;

namespace MailingList.Configuration;

/// <summary>The keys of <c>[agent]</c> in <c>mailinglist.toml</c> as they are written there; <see cref="AgentConfiguration"/> is what they mean.</summary>
internal sealed class AgentSection
{
    private const string DefaultMode = "0660";
    private const int MostMode = 0x1FF; // 0777

    [TomlPropertyName("milter")]
    public string? Milter { get; set; }

    [TomlPropertyName("lookup")]
    public string? Lookup { get; set; }

    [TomlPropertyName("socket-mode")]
    public string? SocketMode { get; set; }

    [TomlPropertyName("socket-group")]
    public string? SocketGroup { get; set; }

    /// <summary>Whatever else stands there.</summary>
    [TomlExtensionData]
    public Dictionary<string, object?> Unknown { get; set; } = [];

    /// <summary>Checks it.</summary>
    /// <param name="path">The file it came from.</param>
    /// <exception cref="Failure">Something of it is wrong; the text says what.</exception>
    internal AgentConfiguration Check(string path)
    {
        if (Unknown.Keys.FirstOrDefault() is { } unknown)
        {
            throw Failure.Configuration($"{path}: there is no key `{unknown}` in [agent]; the README lists those that there are");
        }

        return new AgentConfiguration(Address("milter", Milter), Address("lookup", Lookup), Mode(), SocketGroup);

        MilterAddress? Address(string key, string? text)
        {
            if (text is null)
            {
                return null;
            }

            return MilterAddress.TryParse(text, out MilterAddress? address, out string? problem)
                ? address
                : throw Failure.Configuration($"{path}: `{key}` in [agent]: {problem}");
        }

        UnixFileMode Mode()
        {
            string text = SocketMode ?? DefaultMode;
            int mode = text.Length is > 2 and < 6 && text.All(c => c is >= '0' and <= '7') ? Convert.ToInt32(text, 8) : MostMode + 1;
            return mode <= MostMode ? (UnixFileMode)mode : throw Failure.Configuration($"{path}: `socket-mode` in [agent]: '{text}' is no mode such as \"{DefaultMode}\"");
        }
    }
}
