namespace MailingList.TestSupport.Cluster;

/// <summary>The configuration of a cluster's Consul servers.</summary>
internal static class ConsulConfiguration
{
    // Three settings are not what everybody has (the others are only about being in a namespace):
    // - raft_multiplier: 1 is what Consul recommends for production. A lost leader is noticed within a second or two.
    // - cleanup_dead_servers: by default the others remove a server that failed; when it is back it has no vote for the next 10 to 20 s,
    //   and if another one is lost meanwhile there is no quorum (seen with 1.8.7). Tests lose one after the other quicker than that.
    // - suspicion_mult: gossip takes 20 s instead of 4 s to declare a server failed. One that is declared failed is tried again only every
    //   30 s, and tests of short partitions would wait for that. The quorum does not depend on it: Raft has heartbeats of its own.
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
          "gossip_lan": { "suspicion_mult": 20 },
          "ports": { "dns": -1, "grpc": -1, "serf_wan": -1 }
        }

        """;
}
