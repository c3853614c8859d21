"""The review: the board of lines, remarks and their answers, the meeting of Styringsaftalegruppen."""
