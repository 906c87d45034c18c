"""What a buyer sees first."""
