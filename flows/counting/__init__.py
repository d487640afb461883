"""What the village did, in figures: counted from what is kept, drawn, and said in words."""
