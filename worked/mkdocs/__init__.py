"""The plugin for MkDocs: it answers the events of MkDocs, and leaves the work to the rooms below."""
