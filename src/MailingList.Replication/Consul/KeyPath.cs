namespace MailingList.Replication.Consul;

/// <summary>Keys as they stand in a URL. `/` separates; everything else of a segment is percent-encoded.</summary>
internal static class KeyPath
{
    internal static string Encode(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Says whether Consul takes it as a key or the beginning of some.</summary>
    /// <remarks>
    /// Empty segments and dots are resolved by Consul's HTTP server, which redirects to another key, even when they are encoded (1.8.7);
    /// an empty last one is well.
    /// </remarks>
    internal static bool IsKeyOrFolder(string key) => IsKey(key.EndsWith('/') ? key[..^1] : key);

    internal static bool IsKey(string key) => key.Split('/').All(segment => segment is not ("" or "." or "..")) && !key.Any(char.IsControl);
}
