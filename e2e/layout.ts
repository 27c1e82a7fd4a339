import type { Page } from '@playwright/test';

/** What is wrong with how a page lies: beside the window, cut, under something, too small for a finger. In words that say what to mend. */
export const layoutFaults = (page: Page, { isTouch }: { isTouch: boolean }): Promise<string[]> =>
  page.evaluate((needsFinger) => {
    const FINGER_PX = 44;
    const faults: string[] = [];
    const nameOf = (element: Element): string =>
      `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}`.trim();
    const isSeen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (document.documentElement.scrollWidth > innerWidth)
      faults.push(`the page scrolls sideways to ${document.documentElement.scrollWidth}`);

    // A box to tick is as large as the label around it.
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, label:has(> input), input:not([type="radio"], label > [type="checkbox"]), [role="row"][data-id]',
      ),
    ];
    for (const control of controls.filter(isSeen)) {
      const box = control.getBoundingClientRect();
      if (control.closest('.visually-hidden') || box.bottom < 0 || box.top > innerHeight) continue;
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`beside the window: ${nameOf(control)}`);
      if (needsFinger && (box.height < FINGER_PX - 0.5 || box.width < FINGER_PX - 0.5))
        faults.push(`${Math.round(box.width)} × ${Math.round(box.height)} for a finger: ${nameOf(control)}`);
      // What is said is said whole, or says that it goes on.
      const style = getComputedStyle(control);
      if (style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && control.scrollWidth > control.clientWidth + 1)
        faults.push(`cut: ${nameOf(control)}`);
    }
    // Text past the edge of the nearest part that clips, without an ellipsis to say so.
    for (const element of document.querySelectorAll<HTMLElement>('span, p, dd, dt, td, th, strong, h1, h2, h3')) {
      if (!isSeen(element) || element.closest('.visually-hidden, svg') || element.textContent?.trim() === '') continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.bottom < 0 || box.top > innerHeight) continue;
      if (box.right > innerWidth + 1 || box.left < -1) faults.push(`text beside the window: ${nameOf(element)}`);
    }
    // One row of the list half in, half out.
    for (const scroller of document.querySelectorAll<HTMLElement>('[role="grid"] [role="presentation"]')) {
      const { bottom } = scroller.getBoundingClientRect();
      const rows = [...scroller.querySelectorAll('[data-id]')].map((row) => row.getBoundingClientRect());
      const cut = rows.filter((row) => row.top < bottom - 4 && row.bottom > bottom + 4);
      if (!needsFinger && scroller.scrollTop === 0 && cut.length > 0) faults.push('the last row of the list is cut');
    }
    return [...new Set(faults)];
  }, isTouch);
