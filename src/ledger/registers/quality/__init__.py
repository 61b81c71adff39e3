"""Quality: monitored conversations, and conduct ticked off against a checklist."""
