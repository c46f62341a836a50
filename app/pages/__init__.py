"""What the pages for people show, made from the records: marked texts, wordings side by side, chains."""
