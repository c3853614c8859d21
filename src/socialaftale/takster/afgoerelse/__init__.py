"""What FU recommends and DAS decides, line by line, and the case that is put before them."""
