import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** What a browser found on a page. */
export interface PageFindings {
  /** Addresses that were asked for beside the file itself. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
  /** By how many pixels the page is wider than the window, for each width tried. */
  readonly overflow: Readonly<Record<number, number>>;
  readonly headline: string;
  /** How many folded tables stay folded on paper. */
  readonly foldedInPrint: number;
}

const WIDTHS = [1440, 900, 620, 390];

/** Opens an HTML file from disk, at several widths, in both colour schemes and for print. */
export async function checkPage(path: string, executablePath: string): Promise<PageFindings> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const url = pathToFileURL(path).href;
    const requests: string[] = [];
    const errors: string[] = [];
    const overflow: Record<number, number> = {};
    let headline = '';
    let foldedInPrint = 0;
    for (const width of WIDTHS) {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        colorScheme: width === 900 ? 'dark' : 'light',
      });
      page.on('request', (request) => {
        if (request.url() !== url) requests.push(request.url());
      });
      page.on('console', (message) => errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(url);
      overflow[width] = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
      headline = (await page.textContent('h1')) ?? '';
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      foldedInPrint = await page.locator('details:not([open])').count();
      await page.close();
    }
    return { requests, errors, overflow, headline, foldedInPrint };
  } finally {
    await browser.close();
  }
}
