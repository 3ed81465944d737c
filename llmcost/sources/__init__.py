"""Where a catalogue comes from: the only file and network access for prices."""
