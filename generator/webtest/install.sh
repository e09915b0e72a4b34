#!/bin/sh
# Installs what the tests of the finished site need and this machine lacks, from
# Debian's packages: a browser, fonts for Chinese and Korean, Node.js.
set -eu

need=
command -v node >/dev/null && command -v npm >/dev/null || need="$need nodejs npm"
command -v "${CHROMIUM:-chromium}" >/dev/null || need="$need chromium"
if ! command -v fc-list >/dev/null || ! fc-list : family | grep -q 'Noto Sans CJK'; then
  need="$need fontconfig fonts-noto-cjk fonts-noto-core"
fi
[ -z "$need" ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "please install:$need (names of Debian's packages)" >&2
  exit 1
fi
as=
[ "$(id -u)" -eq 0 ] || as=sudo
echo "installing:$need" >&2
$as apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $need
