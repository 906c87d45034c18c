"""What the world may see of a factory's progress: pages, JSON and a live stream."""
