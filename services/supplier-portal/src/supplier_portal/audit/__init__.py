"""Who changed what and when: an append-only log, written in the transaction of each change."""
