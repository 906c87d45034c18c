"""Product carbon footprints: issuing, superseding, comparing."""
