"""Totals of the analyses, which outlive what is deleted, and the workers that live."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "analysis_totals",
        sa.Column("outcome", sa.String(64), nullable=False),
        sa.Column("up_to_s", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("analyses", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("duration_s", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("outcome", "up_to_s", name="pk_analysis_totals"),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("slots", sa.Integer, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )
