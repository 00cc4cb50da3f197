"""What `make site` runs before it builds."""

import os
import sys

from . import NO, REQUIRED, NotOfficial, Pins, RuntimeFault, kept_at, served


def main() -> None:
    """Have the runtime ready for a build, or say in one line that the site comes without."""
    chosen = os.environ.get("RUNTIME", "")
    if chosen == NO:
        print("The site comes without Run buttons: RUNTIME=no")
        return
    pins = Pins()
    if chosen in ("", REQUIRED) and not all(kept_at(pins, name).exists() for name in pins.wanted):
        print("Fetching Python for the readers' browsers, once: about 85 MB, of which 17 are kept", flush=True)
    try:
        served(pins, fetch=True)
    except NotOfficial as error:
        sys.exit(str(error))
    except RuntimeFault as error:
        if chosen:
            sys.exit(
                f"runtime: {error}\n  mend      a network, or RUNTIME=FOLDER with Pyodide's release, or RUNTIME=no"
            )
        print(f"The site comes without Run buttons, since Python for browsers cannot be had here: {error}")


if __name__ == "__main__":
    main()
