"""What the service tells of its own work: log lines and metrics."""
