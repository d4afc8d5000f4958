"""Long clips for the bench, made from a sample clip and kept in build/bench."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "build" / "bench"
WIDTH, HEIGHT = 1280, 720


def squats(seconds: int) -> Path:
    """A 1280 x 720 clip of squats from the side, at least `seconds` long; the person stands at every joint."""
    path = CACHE / f"squats-{WIDTH}x{HEIGHT}-{seconds}s.mp4"
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        unit = CACHE / f"squats-{WIDTH}x{HEIGHT}.mp4"
        if not unit.is_file():
            _pad(ROOT / "samples" / "squat-side.mp4", unit)
        _repeat(unit, path, seconds)
    return path


def _pad(source: Path, target: Path) -> None:
    """Encode the portrait clip again, scaled to the height and with bars at the sides."""
    import av
    import numpy as np

    unfinished = target.with_suffix(".part.mp4")
    with av.open(source) as reader, av.open(unfinished, "w") as writer:
        video = reader.streams.video[0]
        stream = writer.add_stream("libx264", rate=video.average_rate, options={"crf": "18", "preset": "fast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        inner = round(HEIGHT * video.width / video.height / 2) * 2
        left = (WIDTH - inner) // 2
        for frame in reader.decode(video):
            canvas = np.full((HEIGHT, WIDTH, 3), 128, dtype=np.uint8)
            canvas[:, left : left + inner] = frame.to_ndarray(format="rgb24", width=inner, height=HEIGHT)
            writer.mux(stream.encode(av.VideoFrame.from_ndarray(canvas)))
        writer.mux(stream.encode(None))
    unfinished.replace(target)


def _repeat(unit: Path, target: Path, seconds: int) -> None:
    """Copy the packets of `unit` one round after the other; each round starts with a key frame."""
    import av

    unfinished = target.with_suffix(".part.mp4")
    with av.open(unit) as reader, av.open(unfinished, "w") as writer:
        video = reader.streams.video[0]
        stream = writer.add_stream_from_template(video)
        length = video.duration
        rounds = -(-seconds // float(length * video.time_base))
        for i in range(int(rounds)):
            reader.seek(0)
            for packet in reader.demux(video):
                if packet.dts is not None:
                    packet.pts, packet.dts, packet.stream = packet.pts + i * length, packet.dts + i * length, stream
                    writer.mux(packet)
    unfinished.replace(target)
