"""From pictures to poses: the interface, the MediaPipe estimator, the model bundles and stored poses."""
