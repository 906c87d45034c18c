"""What buyers did besides buying: energy, transport, waste, travel … categories 3 to 15."""
