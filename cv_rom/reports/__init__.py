"""What people and programs get to read: JSON, CSV, HTML, key frames and the annotated video.

Every report takes an `Assessment` as a value; nothing here measures anything.
"""
