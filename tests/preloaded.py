"""What a process that others fork from has read: the program, the form, and the dictionary behind the reader.

Opens no database, no connection and no thread that a fork could inherit.
"""

import handlers.__main__
import tests.exchange.chat  # noqa: F401
from handlers.data import load_reader

PROGRAM = handlers.__main__.main

load_reader().warm()
