"""Where sound goes: PortAudio, else miniaudio, else a clock that only pretends.

Everything here runs in the output process (`tts_tui.audio.play.output_process`), never in the window's.
"""
