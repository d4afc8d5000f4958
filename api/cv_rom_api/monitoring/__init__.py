"""What the service tells about itself to those who run it: logs and metrics, without a word about anybody."""
