"""Prints what feedparser reads in Atom feeds, one JSON object a line for each file:

    /usr/bin/python3 parse_atom.py FILE...
"""

import json
import sys

import feedparser

for name in sys.argv[1:]:
    with open(name, "rb") as file:
        feed = feedparser.parse(file.read(), sanitize_html=False)
    print(json.dumps({
        "file": name,
        "problem": str(feed.bozo_exception) if feed.bozo else "",
        "version": feed.version,
        "lang": feed.feed.get("language"),
        "id": feed.feed.id,
        "title": feed.feed.title,
        "updated": feed.feed.updated,
        "links": {link.rel: link.href for link in feed.feed.links},
        "entries": [{
            "id": entry.id, "title": entry.title, "updated": entry.updated, "link": entry.link,
            "html": entry.content[0].value,
        } for entry in feed.entries],
    }))
