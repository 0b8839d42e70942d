"""What English words are, whoever reads them."""
