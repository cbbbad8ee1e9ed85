"""The settings in the environment become the limits of the systemd unit: ``make limits WORKERS=8``.

Print them into /etc/systemd/system/vanban.service.d/limits.conf. The unit itself has those of the defaults.
"""

from __future__ import annotations

from service import config
from service.config import capacity


def lines(settings: config.Settings) -> list[str]:
    """``Name=value`` for each limit."""
    return [f"{name}={value}" for name, value in capacity.limits(settings).items()]


def main() -> None:
    settings = config.load()
    print(f"# Limits for {settings.workers} workers, made by `make limits`.")
    print("\n".join(["[Service]", *lines(settings)]))


if __name__ == "__main__":
    main()
