# The service in a container, from the same locked requirements. Two stages: nothing that builds stays behind.
FROM python:3.13-slim-trixie AS build
WORKDIR /opt/vanban
COPY requirements.txt .
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements.txt

FROM python:3.13-slim-trixie
# PDF needs LibreOffice, here without its windows: docker build --build-arg PDF=1 .
ARG PDF=""
RUN if [ -n "$PDF" ]; then apt-get update \
 && apt-get install -y --no-install-recommends libreoffice-writer-nogui fonts-liberation2 \
 && rm -rf /var/lib/apt/lists/*; fi
WORKDIR /opt/vanban
COPY --from=build /opt/vanban/.venv .venv
COPY gunicorn.conf.py wsgi.py LICENSE* ./
COPY service service
COPY templates_docx templates_docx
COPY samples samples
# The pages show it as "Trợ giúp".
COPY docs/clerks.md docs/
COPY docs/images docs/images
# Keys, accounts and the secret are made here as well, and the health check is one of them.
COPY tools tools
# The second command compiles the templates, which is kept like a compiled module.
RUN .venv/bin/python -m compileall -q service tools && .venv/bin/python -c "import wsgi"
# Where batches lie: a volume that is new takes its owner and mode from here.
RUN install -d -o 65534 -g 65534 -m 700 /var/lib/vanban
USER 65534:65534
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 VANBAN_DATA=/var/lib/vanban VANBAN_PACKS=/var/lib/vanban/packs
# Memory that a long document needed is kept for the next one: no page faults, a seventh less processor time.
ENV MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824
# Loopback inside a container reaches nobody: VANBAN_BIND=0.0.0.0:8000 together with VANBAN_KEYS or
# VANBAN_ACCOUNTS is needed, and the service refuses to start without them.
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD [".venv/bin/python", "-m", "tools.healthcheck"]
STOPSIGNAL SIGTERM
CMD [".venv/bin/gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
