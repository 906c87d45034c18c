"""How far a factory wants to bring its upstream and downstream emissions down, and until when."""
