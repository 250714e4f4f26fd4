"""What went otherwise than the procedures demand: found when it is asked for, kept nowhere."""
