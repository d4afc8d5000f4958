# The web service. The virtual environment is made in the first stage from the locks with their hashes, and moves whole
# into the second one, which runs as a user without rights. Data lives in the volume /data.

FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/cv-rom \
    && /opt/cv-rom/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock \
    && pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.lock
COPY . .
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /dist . \
    && /opt/cv-rom/bin/pip install --no-cache-dir --no-deps --no-index /dist/*.whl

FROM python:3.12-slim-bookworm
# OpenCV and the pose model load these even without a screen. Versions are Debian's: security updates are wanted.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libegl1 libgles2 libgl1 libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home cv-rom \
    && install --directory --owner=cv-rom --mode=700 /data
COPY --from=build /opt/cv-rom /opt/cv-rom
ENV PATH=/opt/cv-rom/bin:$PATH CV_ROM_DATA_DIR=/data CV_ROM_LOG_FORMAT=json \
    MPLCONFIGDIR=/tmp/matplotlib PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["cv-rom", "serve", "--host", "0.0.0.0", "--port", "8000"]
