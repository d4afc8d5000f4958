"""Makes every face unrecognisable in pictures that are kept: the annotated video and the key frames."""

from cv_rom.face_blur.face_blur import FaceBlur

__all__ = ["FaceBlur"]
