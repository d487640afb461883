"""The program begins without what nobody uses: seen in a process that has loaded all that a start loads."""

import subprocess
import sys

NOT_NEEDED = ("rich", "aiohttp", "alembic", "cryptography", "icalendar", "phonenumbers", "segno", "PIL", "holidays")
START = """
import bot.thrift
import bot.running
from bot.settings import Settings
bot.running.make_messenger(Settings(_env_file=None, token="1000:" + "x" * 35))
"""


def test_what_nobody_uses_is_not_loaded() -> None:
    """The libraries that only some messages need, and those that only make others colourful."""
    code = f"{START}\nimport sys\nprint(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "telegram" in said.stdout.split()
    assert not [name for name in NOT_NEEDED if name in said.stdout.split()]


def test_what_was_said_not_to_be_there_is_there_afterwards() -> None:
    """Whoever needs it later finds it, and whoever had it already keeps it."""
    code = "import sys, rich; from bot.thrift import import_without; import_without('json', 'rich', 'segno')\n"
    code += "assert sys.modules['rich'] is rich; import segno; assert segno.make"
    subprocess.run([sys.executable, "-c", code], check=True)
