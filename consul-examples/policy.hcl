# What mailinglist may do in Consul, for `prefix = "mailinglist"`; the same on all hosts.

# All that the hosts share: state, site (what holds for all lists), limits, feeds, claims. The key of the tokens is in mailinglist/secret: whoever else may read the folder should not read that.
key_prefix "mailinglist/" {
  policy = "write"
}

# The agents, which `mailinglist status` shows.
service "mailinglist" {
  policy = "write"
}

node_prefix "" {
  policy = "read"
}

# The lock of the one host that takes old claims out.
session_prefix "" {
  policy = "write"
}
