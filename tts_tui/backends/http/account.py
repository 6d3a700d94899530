"""Where the window still looks for it; see `tts_tui.backends.capabilities`."""

from tts_tui.backends.capabilities import Account as Account
