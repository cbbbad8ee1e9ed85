"""What the service reports of its own work: log lines and metrics."""
