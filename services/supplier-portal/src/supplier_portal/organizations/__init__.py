"""Organizations that take part: suppliers, buyers, partners, verifiers."""
