#!/bin/sh
# Installs what the tests of the finished site need, from Debian's packages, if it is
# missing: a browser, the fonts that it has in the tests, Node.js, and what reads feeds:
# khal, vdirsyncer, and icalendar, dateutil, feedparser and libical for Debian's Python.
set -eu

need=
command -v node >/dev/null && command -v npm >/dev/null || need="$need nodejs npm"
command -v "${CHROMIUM:-chromium}" >/dev/null || need="$need chromium"
for font in dejavu-core/DejaVu.Sans liberation/Liberation.Sans noto-cjk/Noto.Sans.CJK; do
  fc-list : family 2>/dev/null | grep -q "${font#*/}" || need="$need fontconfig fonts-${font%/*}"
done
command -v khal >/dev/null || need="$need khal"
command -v vdirsyncer >/dev/null || need="$need vdirsyncer"
if ! /usr/bin/python3 -c 'import dateutil, feedparser, icalendar, gi; gi.require_version("ICalGLib", "3.0")' 2>/dev/null; then
  need="$need python3-dateutil python3-feedparser python3-icalendar python3-gi gir1.2-ical-3.0"
fi
[ -z "$need" ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "please install these packages (Debian's names):$need" >&2
  exit 1
fi
as=
[ "$(id -u)" -eq 0 ] || as=sudo
echo "installing:$need" >&2
$as apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $need
