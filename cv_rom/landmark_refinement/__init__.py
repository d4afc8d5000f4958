"""What the full-resolution picture tells beyond the pose model: the room's verticals."""
