// The browser of pictures and measurements, without windows where that one is installed, which opens pages faster.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];

export function launchBrowser() {
  const executablePath = INSTALLED.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(`no browser: install chromium (${INSTALLED.join(' or ')})`);
  return chromium.launch({ executablePath, args: FLAGS });
}
