"""Where the window still looks for them; see `tts_tui.backends.voice_profiles`."""

from tts_tui.backends.voice_profiles import CONSENT as CONSENT
from tts_tui.backends.voice_profiles import VoiceProfile as VoiceProfile
from tts_tui.backends.voice_profiles import VoiceProfiles as VoiceProfiles
