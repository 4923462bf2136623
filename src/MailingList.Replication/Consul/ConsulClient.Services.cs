using System.Text.Json;

namespace MailingList.Replication.Consul;

public sealed partial class ConsulClient
{
    /// <summary>Announces a service by this host's agent, or changes what is announced. Its check is critical until it passes.</summary>
    public Task RegisterServiceAsync(ServiceRegistration registration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        return DoAsync(ConsulRequest.Put("/v1/agent/service/register", Json(json => Write(json, registration))), cancellation);
    }

    /// <summary>Takes a service back.</summary>
    public Task DeregisterServiceAsync(string id, CancellationToken cancellation = default) =>
        DoAsync(ConsulRequest.Put("/v1/agent/service/deregister/" + Uri.EscapeDataString(id)), cancellation);

    /// <summary>Takes a service out of the catalog whose node is gone; an agent that lives puts its own services back.</summary>
    public Task DeregisterFromCatalogAsync(string node, string id, CancellationToken cancellation = default)
    {
        byte[] body = Json(json =>
        {
            json.WriteString("Node", node);
            json.WriteString("ServiceID", id);
        });
        return PutAsync(ConsulRequest.Put("/v1/catalog/deregister", body), cancellation);
    }

    /// <summary>Says that all is well, for as long as the check's time to live.</summary>
    /// <param name="checkId">See <see cref="ServiceRegistration.CheckId"/>.</param>
    /// <param name="note">For people; or empty.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task PassCheckAsync(string checkId, string note, CancellationToken cancellation = default) => UpdateCheckAsync(checkId, "passing", note, cancellation);

    /// <summary>Says that something is wrong.</summary>
    /// <param name="checkId">See <see cref="ServiceRegistration.CheckId"/>.</param>
    /// <param name="note">What is wrong.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task FailCheckAsync(string checkId, string note, CancellationToken cancellation = default) => UpdateCheckAsync(checkId, "critical", note, cancellation);

    /// <summary>All instances of a service, well or not.</summary>
    public Task<IReadOnlyList<ServiceInstance>> ServiceInstancesAsync(string service, ReadMode mode, CancellationToken cancellation = default)
    {
        ConsulRequest request = ConsulRequest.Read("/v1/health/service/" + Uri.EscapeDataString(service), mode) with { LongestAnswer = ConsulRequest.LongAnswer };
        return _channel.CallAsync<IReadOnlyList<ServiceInstance>>(
            request, async answer => [.. (await answer.ReadAsync(ConsulJson.Default.ListHealthEntry)).Select(Instance)], cancellation);
    }

    private Task<bool> UpdateCheckAsync(string checkId, string status, string note, CancellationToken cancellation)
    {
        byte[] body = Json(json =>
        {
            json.WriteString("Status", status);
            json.WriteString("Output", note);
        });
        return DoAsync(ConsulRequest.Put("/v1/agent/check/update/" + Uri.EscapeDataString(checkId), body), cancellation);
    }

    private static void Write(Utf8JsonWriter json, ServiceRegistration registration)
    {
        json.WriteString("ID", registration.Id);
        json.WriteString("Name", registration.Name);
        json.WriteNumber("Port", registration.Port);
        if (registration.Address is { } address)
        {
            json.WriteString("Address", address);
        }

        json.WriteStartObject("Meta");
        foreach ((string key, string value) in registration.Meta)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("Check");
        json.WriteString("CheckID", registration.CheckId);
        json.WriteString("TTL", Duration(registration.CheckTimeToLive));
        if (registration.DeregisterCriticalServiceAfter is { } after)
        {
            json.WriteString("DeregisterCriticalServiceAfter", Duration(after));
        }

        json.WriteEndObject();
    }

    private static ServiceInstance Instance(HealthEntry? entry)
    {
        if (entry is not { Node: { } node, Service: { } service })
        {
            throw new InvalidDataException("an instance without a node or a service");
        }

        // The status is that of the worst, the node's own checks among them; the words are the service's.
        HealthCheck? worst = (entry.Checks ?? []).MaxBy(StatusOf);
        HealthCheck? own = (entry.Checks ?? []).FirstOrDefault(check => check.ServiceID == service.ID) ?? worst;
        string address = string.IsNullOrEmpty(service.Address) ? node.Address ?? string.Empty : service.Address;
        return new ServiceInstance(
            service.ID ?? string.Empty, node.Node ?? string.Empty, address, service.Port, service.Meta ?? [], StatusOf(worst), own?.Output ?? string.Empty);
    }

    // "maintenance", and whatever may come, is nothing to rely on.
    private static ServiceStatus StatusOf(HealthCheck? check) => check?.Status switch
    {
        null or "passing" => ServiceStatus.Passing,
        "warning" => ServiceStatus.Warning,
        _ => ServiceStatus.Critical,
    };
}
