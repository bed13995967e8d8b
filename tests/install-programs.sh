#!/bin/sh
# What the tests need besides Python: Chromium, LibreOffice and a Chinese font. Installed where that needs no
# question, otherwise said.
# Usage: install-programs.sh PYTHON   (the environment's Python, which knows where Playwright keeps its own Chromium)
python=$1
log=build/install-programs.log
mkdir -p build

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        "$name" --version >/dev/null 2>&1 && return 0 # Ubuntu's chromium-browser is a stub that only points to a snap
    done
    "$python" - <<'PY' 2>/dev/null
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
PY
}
has_office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ]; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
apt_install() {
    command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    as_root apt-get -qq update >>"$log" 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >>"$log" 2>&1
}

has_font || apt_install fontconfig fonts-noto-cjk
has_browser || apt_install chromium
has_browser || "$python" -m playwright install --with-deps chromium >>"$log" 2>&1
has_office || apt_install libreoffice-writer

has_browser || echo "No Chromium for the browser tests. Install one: apt install chromium (see $log)" >&2
has_font || echo "No Chinese font for the screenshots. Install one: apt install fonts-noto-cjk (see $log)" >&2
has_office || echo "No LibreOffice to measure the report with. Install it: apt install libreoffice-writer (see $log)" >&2
exit 0 # the tests that need one say the same sentence; everything else is still worth running
