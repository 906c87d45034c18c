"""What buyers did that causes emissions: purchases."""
