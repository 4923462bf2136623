# A Consul server on an MX host, one of three: /etc/consul.d/mailinglist.hcl, with this host's own name and address.
node_name        = "mx1"
datacenter       = "mx"
data_dir         = "/var/lib/consul"
server           = true
bootstrap_expect = 3
bind_addr        = "192.0.2.1"
retry_join       = ["192.0.2.1", "198.51.100.1", "203.0.113.1"]
client_addr      = "127.0.0.1"

# `consul keygen` makes it, once for all servers. Between sites what they say goes over networks that others own.
#encrypt = "..."

performance {
  # 1 notices a lost leader within a second or two and wants its servers close together; 5 is Consul's default and 10 the most. See
  # docs/several-hosts.md for what to choose.
  raft_multiplier = 5
}

autopilot {
  # Three servers are to stay three, however many of them are down. Otherwise Consul strikes one off that failed: when then a second one
  # fails and the first comes back, it is none of them any more, and there is no quorum although two are there.
  cleanup_dead_servers = false
}

acl {
  enabled                  = true
  default_policy           = "deny"
  enable_token_persistence = true
}
