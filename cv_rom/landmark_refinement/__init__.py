"""What the full-resolution picture tells beyond the pose model: the near leg's motion, and the room's verticals."""
