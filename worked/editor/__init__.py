"""The editor: pages are checked while they are written (``worked server``). It needs the extra ``worked[editor]``."""
