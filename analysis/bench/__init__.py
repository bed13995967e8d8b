"""What is promised about speed, measured beside those who could do it too."""
