"""A page that was checked becomes Markdown with cards, figures and a ledger; ``assets/`` style and move them."""
