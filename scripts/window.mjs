/** What a person does in the window of a running VS Code, done by a script: see picture.mjs and first-session.mjs. */

/** A key that comes while VS Code is still busy with the one before is now and then lost, so keys are pressed again after a while. */
const attempts = 5;
const attemptLimit = 4_000;

/** The page of the webview that is shown: a frame in a frame. @param {import("playwright-core").Page} page */
export function inWebview(page) {
  return page.frameLocator("iframe.webview.ready").first().frameLocator("iframe").first();
}

/** @param {import("playwright-core").Page} page @param {readonly string[]} keys @param {string} selector what has to appear then */
export async function pressUntil(page, keys, selector) {
  await repeat(async () => {
    await page.locator(".editor-instance .native-edit-context, .editor-instance textarea.inputarea").first().focus();
    for (const key of keys) await page.keyboard.press(key);
    await page.locator(selector).first().waitFor({ timeout: attemptLimit });
  });
}

/**
 * A hover comes in parts, as each of its sources answers: waits until no more has come for a while.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 */
export async function untilStill(page, selector) {
  const pause = 700;
  for (let seen, text = ""; seen !== text; await page.waitForTimeout(pause)) {
    seen = text;
    text = (await page.locator(selector).allInnerTexts()).join("\n");
  }
}

/** @param {import("playwright-core").Page} page @param {string} title */
export async function runCommand(page, title) {
  await repeat(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").fill(`>${title}`, { timeout: attemptLimit });
    await page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: title }).waitFor({ timeout: attemptLimit });
  });
  await page.keyboard.press("Enter");
}

/** @param {() => Promise<void>} action */
export async function repeat(action) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
