"""A page that was checked becomes Markdown with cards, figures and a ledger; ``assets/`` has their looks and scripts."""
