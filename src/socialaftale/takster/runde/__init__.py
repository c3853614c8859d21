"""The takst year as a round: opened with its dates, reported in, explained, stated finished."""
