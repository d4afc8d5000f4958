"""Options that tell of the person, for every command that measures."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class SideName(str, Enum):
    """Sides on the command line."""

    AUTO = "auto"
    LEFT = "left"
    RIGHT = "right"


class FootwearName(str, Enum):
    """What is on the feet."""

    BAREFOOT = "barefoot"
    SHOES = "shoes"
    UNKNOWN = "unknown"


SideOption = Annotated[SideName, typer.Option(help="The leg to measure.")]
FootLengthOption = Annotated[float | None, typer.Option(min=10, max=40, help="Heel to big toe.")]
HeightOption = Annotated[float | None, typer.Option(min=80, max=250, help="Body height; gives mm and cm.")]
FootwearOption = Annotated[FootwearName, typer.Option(help="What is on the feet.")]
