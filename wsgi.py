"""The WSGI entry point: ``gunicorn wsgi:app``. What is wrong with a setting is said in one line."""

from service import logs
from service.app import create_app
from service.catalogue import WrongCatalogue
from service.config import WrongSetting

logs.set_up()
try:
    app = create_app()
except (WrongSetting, WrongCatalogue) as wrong:
    raise SystemExit(f"vanban: {wrong}") from None
