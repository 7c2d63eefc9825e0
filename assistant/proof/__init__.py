"""Every way through a script's machine, walked without a patient: what it promises holds, or breaks."""
