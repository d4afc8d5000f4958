"""Who may use the service, from where, and how often: keys, sessions, hosts and origins, rates."""
