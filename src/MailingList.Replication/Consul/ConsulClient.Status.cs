namespace MailingList.Replication.Consul;

public sealed partial class ConsulClient
{
    /// <summary>The address at which the leader talks to the other servers.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<string?> LeaderAsync(CancellationToken cancellation = default) => _channel.CallAsync(
        ConsulRequest.Read("/v1/status/leader", ReadMode.Default),
        async answer => await answer.ReadAsync(ConsulJson.Default.String) is { Length: > 0 } leader ? leader : null,
        cancellation);

    /// <summary>The addresses of all servers that vote.</summary>
    public Task<IReadOnlyList<string>> PeersAsync(CancellationToken cancellation = default) => _channel.CallAsync<IReadOnlyList<string>>(
        ConsulRequest.Read("/v1/status/peers", ReadMode.Default), async answer => await answer.ReadAsync(ConsulJson.Default.ListString), cancellation);
}
