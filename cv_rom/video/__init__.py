"""Video files as frame sources with true time stamps, and the writer of annotated clips."""
