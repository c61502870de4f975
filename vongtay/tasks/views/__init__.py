"""Pages of absences, counting anew and reminders."""
