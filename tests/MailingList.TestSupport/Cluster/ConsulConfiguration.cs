namespace MailingList.TestSupport.Cluster;

/// <summary>The configuration of a cluster's Consul servers.</summary>
internal static class ConsulConfiguration
{
    // Raft and gossip notice a failure as quickly as in `consul agent -dev`. The rest is Consul's default where it is not named here.
    internal static string Of(int number, int size, string data) => $$"""
        {
          "server": true,
          "bootstrap_expect": {{size}},
          "node_name": "mx{{number}}",
          "bind_addr": "{{ClusterNetwork.Address(number)}}",
          "client_addr": "127.0.0.1",
          "data_dir": "{{data}}",
          "retry_join": [{{string.Join(", ", Enumerable.Range(1, size).Where(other => other != number).Select(other => $"\"{ClusterNetwork.Address(other)}\""))}}],
          "retry_interval": "1s",
          "leave_on_terminate": false,
          "skip_leave_on_interrupt": true,
          "disable_update_check": true,
          "log_level": "INFO",
          "performance": { "raft_multiplier": 1 },
          "autopilot": { "cleanup_dead_servers": false },
          "gossip_lan": {{Environment.GetEnvironmentVariable("GOSSIP") ?? "{}"}},
          "ports": { "dns": -1, "grpc": -1, "serf_wan": -1 }
        }

        """;
}
