"""The history of the tables, oldest first in `versions/`; `Database.open` runs what is missing."""
