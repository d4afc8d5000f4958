"""The HTTP service around cv_rom."""
