using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MailingList.Replication.Consul;

/// <summary>An answer of Consul's whose body has not been read yet.</summary>
internal sealed class ConsulAnswer(HttpResponseMessage response, Stream body, CancellationToken limit)
{
    internal HttpStatusCode Status => response.StatusCode;

    /// <summary>Consul's index of the answer; 0 when it did not say.</summary>
    internal ulong Index => ulong.TryParse(Header("X-Consul-Index"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong index) ? index : 0;

    /// <summary>There is more that the token may not see. Consul says so since 1.12; the versions before it leave it out in silence.</summary>
    internal bool IsFiltered => Header("X-Consul-Results-Filtered-By-ACLs") == "true";

    /// <summary>There is no such key.</summary>
    /// <exception cref="InvalidDataException">Somebody else than Consul says so: nothing would be taken for deleted.</exception>
    internal bool IsAbsent() => Status == HttpStatusCode.NotFound
        && (Header("X-Consul-Index") is null ? throw new InvalidDataException("not found, and no index of Consul's with it: is that Consul?") : true);

    /// <exception cref="InvalidDataException">It is <c>null</c>.</exception>
    /// <exception cref="JsonException">It is not what it should be.</exception>
    internal async Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class =>
        await JsonSerializer.DeserializeAsync(body, type, limit) ?? throw new InvalidDataException("the answer is null");

    /// <summary>Whether Consul did it.</summary>
    internal async Task<bool> ReadTruthAsync() => await JsonSerializer.DeserializeAsync(body, ConsulJson.Default.Boolean, limit);

    private string? Header(string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;
}
