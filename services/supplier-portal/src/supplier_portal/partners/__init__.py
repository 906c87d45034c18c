"""The register of partners' own systems: where they are called, and with which credentials."""
