"""The kit that every TierZero service is built from: contracts, bus, store, identity, pages."""
