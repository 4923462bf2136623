using System.Net;
using System.Text.Json;

namespace MailingList.Replication.Consul;

public sealed partial class ConsulClient
{
    /// <summary>
    /// How long nobody gets a lock whose session ended without a release (Consul's lock delay, 15 s unless it is told). Short: what is done
    /// under a lock checks the index of what it changes, and a late writer loses.
    /// </summary>
    private const string LockDelay = "1s";

    /// <summary>Begins a session, which can hold locks and ends when it is not renewed in time, or this agent fails; its locks are free then.</summary>
    /// <param name="name">For people who look at Consul.</param>
    /// <param name="timeToLive">In what time it must be renewed: 10 s to a day. Consul may wait twice as long before it ends it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Its id.</returns>
    public Task<string> CreateSessionAsync(string name, TimeSpan timeToLive, CancellationToken cancellation = default)
    {
        byte[] body = Json(json =>
        {
            json.WriteString("Name", name);
            json.WriteString("TTL", Duration(timeToLive));
            json.WriteString("Behavior", "release");
            json.WriteString("LockDelay", LockDelay);
        });
        return _channel.CallAsync(
            ConsulRequest.Put("/v1/session/create", body),
            async answer => (await answer.ReadAsync(ConsulJson.Default.SessionAnswer)).ID ?? throw new InvalidDataException("a session without an id"),
            cancellation);
    }

    /// <summary>Lets a session live on.</summary>
    /// <returns>Whether it still lives; false: it has ended, and its locks with it.</returns>
    public Task<bool> RenewSessionAsync(string session, CancellationToken cancellation = default) => _channel.CallAsync(
        ConsulRequest.Put("/v1/session/renew/" + Uri.EscapeDataString(session)) with { AlsoAnswers = HttpStatusCode.NotFound },
        answer => Task.FromResult(answer.Status == HttpStatusCode.OK),
        cancellation);

    /// <summary>Ends a session; it is no error when it has ended.</summary>
    public Task DestroySessionAsync(string session, CancellationToken cancellation = default) =>
        PutAsync(ConsulRequest.Put("/v1/session/destroy/" + Uri.EscapeDataString(session)), cancellation);

    /// <summary>Writes an entry and holds it as a lock.</summary>
    /// <param name="key">The lock.</param>
    /// <param name="value">What to write: for people, who holds it.</param>
    /// <param name="session">A session of ours.</param>
    /// <param name="cancellation">Stops waiting; the lock may be ours all the same.</param>
    /// <returns>Whether it is ours; false: another session holds it, or held it a moment ago.</returns>
    /// <exception cref="ConsulException">One of them: the session has ended (<see cref="ConsulProblem.Unexpected"/>, "invalid session").</exception>
    public Task<bool> AcquireAsync(string key, ReadOnlyMemory<byte> value, string session, CancellationToken cancellation = default) =>
        PutAsync(ConsulRequest.Put(PathOf(key), value, "acquire=" + Uri.EscapeDataString(session)), cancellation);

    /// <summary>Writes an entry and lets go of it.</summary>
    /// <returns>Whether we held it.</returns>
    public Task<bool> ReleaseAsync(string key, ReadOnlyMemory<byte> value, string session, CancellationToken cancellation = default) =>
        PutAsync(ConsulRequest.Put(PathOf(key), value, "release=" + Uri.EscapeDataString(session)), cancellation);

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
