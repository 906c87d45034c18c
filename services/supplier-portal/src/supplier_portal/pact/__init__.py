"""The PACT v3 HTTP API: footprints and requests exchanged with partners' own systems."""
