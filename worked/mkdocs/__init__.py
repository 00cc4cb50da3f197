"""The plugin of MkDocs: it registers, and hands over to the rooms below."""
