"""Who sees a supplier's footprints, how much of them, who has received them and who is told."""
