"""From points to quantities: the person, the view, the stance, the scale, the angles and their uncertainty."""
