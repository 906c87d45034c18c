"""What suppliers' portals tell a buyer about footprints that it has received."""
