"""The WSGI entry point: ``gunicorn wsgi:app``. What is wrong with a setting is reported in one line."""

from service.app import create_app
from service.config import WrongSetting
from service.reference import WrongCatalogue
from service.telemetry import logs

logs.set_up()
try:
    app = create_app()
except (WrongSetting, WrongCatalogue) as wrong:
    raise SystemExit(f"vanban: {wrong}") from None
