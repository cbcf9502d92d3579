"""From one release to the next: what changed, what has another name, and which of a site's own files to look at."""
