"""The secretariat's running of a round: its dates, who is missing, what is written to whom, how long it takes."""
