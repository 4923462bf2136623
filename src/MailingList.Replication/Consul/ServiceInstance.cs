namespace MailingList.Replication.Consul;

/// <summary>One instance of a service, as Consul sees it.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Node">The node of Consul's that it is on.</param>
/// <param name="Address">Where it is reached: its own address, otherwise the node's.</param>
/// <param name="Port">The port; 0: none.</param>
/// <param name="Meta">What it says about itself.</param>
/// <param name="Status">The worst of its checks and its node's.</param>
/// <param name="Output">What the check of the service itself said last, or, where it has none, the worst of its node; or empty.</param>
public sealed record ServiceInstance(
    string Id, string Node, string Address, int Port, IReadOnlyDictionary<string, string> Meta, ServiceStatus Status, string Output);
